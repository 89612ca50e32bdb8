"""What a worker may send in the place of what it should: records near the right one, nonsense that is well formed, and
bytes that are neither. Strategies of hypothesis; each gives the parts of a frame.
"""

import math
import string

import msgspec
import numpy as np
from hypothesis import strategies as st

from grader import frames, transcript
from grader.frames import MAGIC, PREFIX
from grader.ladder import LADDER
from grader.transcript import (
    CaseRecord,
    Ending,
    Failure,
    MappingValue,
    NumberValue,
    Observation,
    Place,
    RaisedValue,
    SequenceValue,
    TensorValue,
)

NONCE = bytes(frames.NONCE_BYTES)
ENDS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 1e155, 1e-310, 1e16]
INTEGERS = [0, 1, -1, 2**31, -(2**63), 2**64, 10**300, -(2**999), 2**1000]
MESSAGES = [
    "", "no", "x" * 4_003, "shape '" * 500, "type (torch.cuda.x) " * 200, "not compiled with CUDA enabled",
    "Expected all tensors to be on the same device, but found at least two devices, cpu and sim:0!",
    "Trying to backward through the graph a second time", "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)",
    "element 0 of tensors does not require grad and does not have a grad_fn", "shape '[2, 3]' is invalid for input of",
    "cannot assign module before Module.__init__() call", "Weights only load failed", "Target 9 is out of bounds.",
]  # fmt: skip
PRINTABLE = string.ascii_letters + "<&\"'`{}[]|@=+-:;,.% \n\t"

words = (
    st.text(PRINTABLE, max_size=8)
    | st.text(max_size=8).filter(
        lambda text: text.isprintable() or not any("\ud800" <= one <= "\udfff" for one in text)
    )
    | st.sampled_from(["result", "a", "inf", "nan", "0x1p-2000", "9" * 6_000, "\x1b[2J\u202e", "::error::x", "][", "²"])
)
dtypes = st.sampled_from(["torch.float32", "torch.float64", "torch.int64", "torch.bool", "torch.uint64", "torch.x", ""])
devices = st.sampled_from(["cpu", "sim:0", "cuda:0", "cuda", "meta", "cpu\n", ""])
sizes = st.integers(0, 4) | st.sampled_from([-1, 2**62, 2**63, 2**70])
shapes = st.lists(sizes, max_size=4).map(tuple) | st.just((1,) * 65)
names = st.sampled_from(LADDER) | st.none() | words
rooms = st.none() | st.sampled_from([0.0, 0.5, -1.0, 1e308, math.inf])
number_texts = st.sampled_from([*map(float.hex, ENDS), *map(str, INTEGERS), "True", "False", "junk", " 1", "0x"])
tensors = st.builds(
    TensorValue,
    dtype=dtypes,
    shape=shapes,
    device=devices,
    requires_grad=st.booleans(),
    strides=shapes,
    values=st.sampled_from(["0", "1", None]),
    note=words,
)
leaves = st.one_of(
    tensors,
    st.builds(NumberValue, type=st.sampled_from(["bool", "int", "float"]), text=number_texts),
    st.builds(transcript.TextValue, text=words),
    st.builds(transcript.NoneValue),
    st.builds(transcript.TorchValue, type=st.sampled_from(["torch.device", "torch.dtype"]), text=dtypes | devices),
    st.builds(RaisedValue, bases=st.lists(words, max_size=3).map(tuple), message=st.sampled_from(MESSAGES)),
    st.builds(transcript.OtherValue, type=words, note=words),
    st.builds(
        transcript.ModuleValue,
        type=words,
        children=st.lists(st.tuples(words, words), max_size=2).map(tuple),
        parameters=st.lists(st.tuples(words, shapes, dtypes, st.booleans()), max_size=2).map(tuple),
    ),
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.builds(SequenceValue, type=st.sampled_from(["list", "tuple"]), items=st.lists(inner, max_size=3).map(tuple))
        | st.builds(MappingValue, items=st.lists(st.tuples(words, inner), max_size=3).map(tuple))
    ),
    max_leaves=5,
)
observations = st.builds(
    Observation, name=st.just("result") | words, value=values, call=words, suspect=names, rtol=rooms, at_least=rooms
)
places = st.builds(Place, file=words, line=st.integers(-1, 9) | st.just(2**70), function=words, code=words)
failures = st.builds(
    Failure,
    type=st.sampled_from(["RuntimeError", "grader.worker.network.NetworkAccessError", ""]) | words,
    bases=st.lists(words, max_size=3).map(tuple),
    message=st.sampled_from(MESSAGES) | words,
    places=st.lists(places, max_size=2).map(tuple),
    made=st.none() | places,
)
endings = st.builds(
    Ending, kind=st.sampled_from(transcript.EndingKind.__args__), failure=st.none() | failures, note=words
)
raised = st.builds(Ending, kind=st.just("raised"), failure=failures)
arrays = st.dictionaries(
    st.sampled_from(["0", "1"]),
    st.sampled_from([np.ones(6, np.float32), np.full(6, np.nan), np.zeros(0, np.int8), np.ones((2, 3), np.int64)]),
    max_size=2,
)
state_changes = st.sampled_from([(), (), ("seed",), ("gradient mode: True before the call, False after",), ("x",) * 17])


def records(case):
    """Well-formed records of nonsense."""
    return st.builds(
        CaseRecord,
        case=st.just(case) | words,
        ending=st.just(Ending("completed")) | endings,
        observations=st.lists(observations, max_size=3).map(tuple),
        calls=st.lists(words, max_size=2).map(tuple),
        state_changes=state_changes,
        seconds=st.sampled_from([0.0, 0.5, 86_400.0, -1.0, 1e300]),
    )


@st.composite
def near_array(draw, array):
    """Numbers near the right ones: one of them changed, all scaled or moved, or in another order."""
    changed = array.copy()
    end = draw(st.sampled_from(ENDS))
    if array.dtype.kind != "f":
        ends = [0, 1] if array.dtype.kind == "b" else [np.iinfo(array.dtype).min, np.iinfo(array.dtype).max, 0]
        changed[draw(st.integers(0, array.size - 1))] = draw(st.sampled_from(ends))
        return changed
    how = draw(st.sampled_from(["one", "all", "scaled", "moved", "reversed", "sqrt"]))
    with np.errstate(all="ignore"):
        if how == "one":
            changed[draw(st.integers(0, array.size - 1))] = end
        elif how == "all":
            changed[:] = end
        elif how == "scaled":
            changed = (array * end).astype(array.dtype)
        elif how == "moved":
            changed = (array + draw(st.sampled_from([1e-9, 1e-3, 1e308]))).astype(array.dtype)
        elif how == "reversed":
            changed = array[::-1].copy()
        else:
            changed = (array * math.sqrt(0.5)).astype(array.dtype)  # as a deviation of two rows that divides by n - 1
    return changed


@st.composite
def near_tensor(draw, value, numbers):
    """A tensor near the right one, and its numbers, which are left or changed in `numbers`."""
    key = value.values
    field = draw(st.sampled_from(["numbers", "numbers", "numbers", "dtype", "shape", "device", "graph", "none"]))
    if field == "numbers" and key is not None:
        numbers[key] = draw(near_array(numbers[key].reshape(-1)))
    elif field == "dtype" and key is not None and "complex" not in value.dtype:
        kind = draw(st.sampled_from(["float32", "float64", "int64", "bool"]))
        with np.errstate(all="ignore"):
            numbers[key] = numbers[key].astype(kind)
        return msgspec.structs.replace(value, dtype=f"torch.{kind}")
    elif field == "shape":
        shape = (1, *value.shape) if draw(st.booleans()) else value.shape[::-1]
        return msgspec.structs.replace(value, shape=shape, strides=(1,) * len(shape))
    elif field == "device":
        made = draw(st.none() | st.just(Place("ex01_sums.py", 3, "total", "x = 1")))
        return msgspec.structs.replace(value, device=draw(devices), made=made)
    elif field == "graph":
        return msgspec.structs.replace(value, requires_grad=not value.requires_grad)
    elif field == "none" and key is not None:
        del numbers[key]
        return msgspec.structs.replace(value, values=None)
    return value


@st.composite
def near_value(draw, value, numbers):
    """A value near the right one."""
    if isinstance(value, TensorValue):
        return draw(near_tensor(value, numbers))
    if isinstance(value, NumberValue):
        end = {"float": st.sampled_from(ENDS).map(float.hex), "int": st.sampled_from(INTEGERS).map(str)}
        return msgspec.structs.replace(value, text=draw(end.get(value.type, st.sampled_from(["True", "False"]))))
    if isinstance(value, SequenceValue) and value.items and draw(st.integers(0, 5)):
        index = draw(st.integers(0, len(value.items) - 1))
        items = [draw(near_value(one, numbers)) if i >= index else one for i, one in enumerate(value.items)]
        return msgspec.structs.replace(value, items=tuple(items))
    if isinstance(value, MappingValue) and value.items and draw(st.integers(0, 5)):
        index = draw(st.integers(0, len(value.items) - 1))
        items = [
            (key, draw(near_value(one, numbers)) if i == index else one) for i, (key, one) in enumerate(value.items)
        ]
        return MappingValue(tuple(items))
    return draw(leaves.filter(lambda leaf: not isinstance(leaf, TensorValue) or leaf.values is None))


@st.composite
def near_records(draw, right):
    """The parts of a frame near the right evidence: some observations changed, another ending, another length."""
    numbers = dict(right.arrays)
    seen = list(right.record.observations)
    for index in range(draw(st.integers(0, len(seen) - 1)) if seen else 0, len(seen)):
        value = draw(near_value(seen[index].value, numbers))
        suspect = draw(st.sampled_from([seen[index].suspect, None, *LADDER[-40:]]))
        seen[index] = msgspec.structs.replace(seen[index], value=value, suspect=suspect)
    ending = draw(st.just(Ending("completed")) | raised | endings) if draw(st.booleans()) else right.record.ending
    if draw(st.integers(0, 9)) == 0:
        seen = [*seen, *seen[:1]] if draw(st.booleans()) else seen[:-1]
    named = {tensor.values for one in seen for tensor in tensors_in(one.value)}
    record = msgspec.structs.replace(
        right.record,
        observations=tuple(seen),
        ending=ending,
        calls=draw(st.sampled_from([(), ("total([1.0])",)])),
        state_changes=draw(st.just(()) | state_changes),
    )
    return encoded(record, {key: array for key, array in numbers.items() if key in named})


def tensors_in(value):
    """The tensors of a value."""
    if isinstance(value, TensorValue):
        yield value
    for item in getattr(value, "items", ()):
        yield from tensors_in(item[1] if isinstance(value, MappingValue) else item)


def encoded(record, numbers):
    """The bytes of a frame."""
    return frames.encode(NONCE, record, numbers)


def spoiled(frame):
    """A frame with a few bytes changed, lost or added."""
    cuts = st.tuples(st.integers(0, len(frame) - 1), st.binary(max_size=4), st.integers(0, 4))
    return cuts.map(lambda cut: frame[: cut[0]] + cut[1] + frame[cut[0] + cut[2] :])


def sent(case, right):
    """Whatever a worker may write for a case of which this evidence is right; often it is the right one itself."""
    frame = encoded(right.record, right.arrays)
    headed = st.tuples(st.binary(max_size=60), st.binary(max_size=60)).map(
        lambda parts: PREFIX.pack(MAGIC, NONCE, *map(len, parts)) + parts[0] + parts[1]
    )
    near = near_records(right)
    nonsense = st.tuples(records(case), arrays).map(lambda parts: encoded(*parts))
    return st.one_of(st.just(frame), near, near, near, nonsense, spoiled(frame), headed | st.binary(max_size=80))
