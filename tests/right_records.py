"""The evidence of a reference on ten cases of two functions, of every kind of value, on two devices, public and hidden.

And a judge that is simpler than the grader's own, to be the oracle for it.
"""

import msgspec
import numpy as np

from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import (
    ArrayValue,
    ComplexValue,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    ObjectValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
)


def tensor(key, array, device="cpu"):
    """A tensor, and its numbers by key."""
    steps = tuple(step // array.itemsize for step in array.strides)
    return TensorValue(array.shape, f"torch.{array.dtype}", device, steps, key, False), {key: array}


def number(value):
    if isinstance(value, bool):
        return FlagValue(value)
    return NumberValue(type(value).__name__, value.hex() if isinstance(value, float) else str(value))


def in_list(*values):
    return SequenceValue("list", values)


def right(check, function, *observed, device="cpu", visibility="public"):
    """A case, and what the reference left in it: observations as (name, value or (value, arrays), options)."""
    title = f"{function} does it"
    case = CollectedCase(f"sums/{check}[{device}]", "sums", check, function, title, visibility, 1.0, 5.0, device)
    seen, numbers = [], {}
    for name, value, *options in observed:
        value, arrays = value if isinstance(value, tuple) else (value, {})
        numbers |= {key: array.reshape(-1) for key, array in arrays.items()}
        seen.append(Observation(name, value, **(options[0] if options else {})))
    return case, Evidence(
        CaseRecord(case.id, Ending("completed"), tuple(seen), ("total([1.0])",), seconds=0.01), numbers
    )


GRID = np.array([[0.5, -1.25, 3.0], [7.0, 1e-3, -2.0]], np.float32)
CUBE = np.arange(12, dtype=np.float64).reshape(2, 3, 2)
ONE, OTHER = tensor("0", GRID), tensor("1", GRID * 2)
PAIRS, NUMBERS = tensor("2", np.ones(4, np.float32))
COMPLEX = msgspec.structs.replace(PAIRS, dtype="torch.complex64", shape=(2,)), NUMBERS
LOSSES = in_list(number(3.0), number(2.0), number(1.5))
HISTORY = in_list(*(MappingValue((("'loss'", number(1.0 / i)), ("'step'", number(i)))) for i in range(1, 5)))
GRADIENTS = in_list(in_list(ONE[0]), in_list(OTHER[0])), ONE[1] | OTHER[1]
NET = ModuleValue("Net", (("0", "Linear"),), (("0.weight", (2, 1), "torch.float32", True),))
RIGHT = dict(
    [
        right(
            "total",
            "total",
            ("result", ONE),
            ("x after the call", TextValue("as before"), {"suspect": "input-modified"}),
        ),
        right("total", "total", ("result", tensor("0", GRID, "sim:0")), device="sim"),
        right(
            "hidden",
            "total",
            ("result", tensor("0", CUBE)),
            ("same memory", number(True), {"suspect": "memory-shared"}),
            visibility="hidden",
        ),
        right("losses", "doubled", ("losses", LOSSES), ("steps", number(4), {"suspect": "missing-step"})),
        right("history", "doubled", ("history", HISTORY), ("device", TorchValue("torch.device", "cpu"))),
        right("gradients", "doubled", ("gradients", GRADIENTS)),
        right("accuracy", "doubled", ("accuracy", number(0.9), {"at_least": 0.15, "suspect": "low-accuracy"})),
        right("module", "doubled", ("model", NET), ("exception", RaisedValue(("ValueError",), "no"))),
        right(
            "kinds",
            "doubled",
            ("complex", COMPLEX),
            ("labels", tensor("0", np.array([2, 0, 1]))),
            ("none", NoneValue()),
            ("array", (ArrayValue("numpy.ndarray", tensor("3", GRID)[0]), {"3": GRID})),
            ("number", ComplexValue(number(1.0), number(-2.0))),
            ("beside", number(False), {"suspect": "finite-differences", "is_advice": True}),
            ("run", ObjectValue("Run", (("epochs", number(3)), ("names", SequenceValue("set", (TextValue("a"),)))))),
        ),
        right(
            "kinds",
            "doubled",
            ("mask", tensor("0", np.array([True, False]))),
            ("std", tensor("1", GRID[:, 0].copy()), {"rtol": 1e-6}),
            ("cube", tensor("2", CUBE)),
            device="sim",
        ),
    ]
)
CASES = list(RIGHT)
EXPECTED = Transcript({case.id: evidence for case, evidence in RIGHT.items()})


def is_right(case, actual):
    """Say whether the evidence of a case is as good as the reference's."""
    right = RIGHT[case]
    one, other = right.record, actual.record
    if other.ending.kind != "completed" or other.state_changes or len(one.observations) != len(other.observations):
        return False
    pairs = zip(one.observations, other.observations, strict=True)
    pairs = [(a, b) for a, b in pairs if not a.is_advice]
    return all(a.name == b.name and agree(a.value, b.value, a, right.arrays, actual.arrays) for a, b in pairs)


def agree(one, other, asked, arrays, others):
    """Say whether a value is as good as the right one."""
    if type(one) is not type(other):
        return False
    if isinstance(one, ArrayValue | ComplexValue):
        both = zip(inner(one), inner(other), strict=True)
        return getattr(one, "type", "") == getattr(other, "type", "") and all(
            agree(*pair, asked, arrays, others) for pair in both
        )
    if isinstance(one, SequenceValue | MappingValue | ObjectValue):
        items, found = parts(one), parts(other)
        both = [(items[key], found[key]) for key in items if key in found]
        return items.keys() == found.keys() and all(agree(*pair, asked, arrays, others) for pair in both)
    if isinstance(one, TensorValue):
        first, second = ((side.shape, side.dtype, side.device, side.requires_grad) for side in (one, other))
        return first == second and other.values is not None and close(arrays[one.values], others[other.values], asked)
    if isinstance(one, NumberValue) and one.type == other.type == "float":
        return close(np.array([float.fromhex(one.text)]), np.array([float.fromhex(other.text)]), asked)
    if isinstance(one, RaisedValue):
        return one.bases[0] in other.bases
    if isinstance(one, ModuleValue):
        return (one.children, one.parameters) == (other.children, other.parameters)
    return one == other


def parts(value):
    """The members of a list, a tuple or a dict, by their places; a list is no tuple."""
    if isinstance(value, SequenceValue):
        return {(value.type, value.is_cut, i): item for i, item in enumerate(value.items)}
    return dict(value.fields) if isinstance(value, ObjectValue) else dict(value.items)


def inner(value):
    """What an array of NumPy or a complex number is made of."""
    return (value.numbers,) if isinstance(value, ArrayValue) else (value.real, value.imaginary)


def close(one, other, asked):
    """Say whether numbers are within a little more than the tolerance."""
    if one.dtype.kind != "f":
        return np.array_equal(one, other)
    if asked.at_least is not None:
        return bool(np.isfinite(other).all() and (other >= one - asked.at_least).all())
    return np.allclose(other.astype(np.float64), one.astype(np.float64), rtol=(asked.rtol or 2e-5) * 1.01, atol=2e-6)
