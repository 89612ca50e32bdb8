"""What a worker may send in the place of what it should: records near the right one, nonsense that is well formed, and
bytes that are neither. All is drawn from one generator of random numbers, so that a number tells an example.
"""

import math
import string
from random import Random

import msgspec
import numpy as np

from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.frames import MAGIC, PREFIX
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.records import RETURNED, CaseRecord, Ending, Failure, Observation, Variable, Walk
from tensorgrade.protocol.values import (
    FOLDS,
    ArrayValue,
    ComplexValue,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    ObjectValue,
    OtherValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
)

NONCE = bytes(frames.NONCE_BYTES)
ENDS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 1e155, 1e-310, 1e16]
INTEGERS = [0, 1, -1, 3, 2**31, -(2**63), 2**64, 10**300, -(2**999)]
NUMBERS = [*map(float.hex, ENDS), *map(str, INTEGERS), str(2**1000), "True", "False", "junk", " 1", "0x"]
MESSAGES = [
    "", "no", "x" * 4_003, "shape '" * 500, "type (torch.cuda.x) " * 200, "not compiled with CUDA enabled",
    "Expected all tensors to be on the same device, but found at least two devices, cpu and sim:0!",
    "Trying to backward through the graph a second time", "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)",
    "element 0 of tensors does not require grad and does not have a grad_fn", "shape '[2, 3]' is invalid for input of",
    "cannot assign module before Module.__init__() call", "Weights only load failed", "Target 9 is out of bounds.",
]  # fmt: skip
WORDS = [
    "result", "a", "inf", "nan", "0x1p-2000", "9" * 6_000, "\x1b[2J\u202e", "::error::x", "][", "²", "<b>&'`{{ 1 }}",
    "", "=1+1", "نور", "\x00", "\ufffe", "]]>", "##[x", "|", "\n# x\n", "a" * 4_003,
]  # fmt: skip
DTYPES = ["torch.float32", "torch.float64", "torch.int64", "torch.bool", "torch.uint64", "torch.x", ""]
DEVICES = ["cpu", "sim:0", "cuda:0", "cuda:127", "meta", "cuda", "cpu\n", ""]
SIZES = [0, 1, 2, 3, 4, -1, 2**62, 2**63, 2**70]
ARRAYS = [
    np.ones(6, np.float32),
    np.full(6, np.nan),
    np.zeros(0, np.int8),
    np.ones((2, 3), np.int64),
    np.ones(2 * FOLDS),
]
STATES = [("seed",), ("gradient mode: True before the call, False after",), ("\x1b",), ("x",) * 17]


class Draw:
    """Draws what a worker sends from the random numbers of one example."""

    def __init__(self, example: int) -> None:
        self.random = Random(example)
        self.one_of = self.random.choice

    def chance(self, share):
        return self.random.random() < share

    def some(self, draw, most):
        """A few of what `draw` gives."""
        return tuple(draw() for _ in range(self.random.randint(0, most)))

    def word(self):
        if self.chance(0.7):
            return self.one_of(WORDS)
        return "".join(self.random.choices(string.printable + "äß€", k=self.random.randint(1, 8)))

    def shape(self):
        return (1,) * self.one_of([64, 65]) if self.chance(0.1) else self.some(lambda: self.one_of(SIZES), 4)

    def tensor(self):
        shape = self.shape()
        strides = shape if self.chance(0.8) else self.shape()
        key = self.one_of(["0", "1", None, None])
        return TensorValue(
            shape, self.one_of(DTYPES), self.one_of(DEVICES), strides, key, self.chance(0.5), self.word(),
            folds=self.one_of([None] * 6 + ["0", "1"]),
        )  # fmt: skip

    def leaf(self):
        """A value that is or could be, but for a tensor with numbers."""
        makers = [
            lambda: msgspec.structs.replace(self.tensor(), values=None),
            lambda: FlagValue(self.chance(0.5)),
            lambda: NumberValue(self.one_of(["bool", "int", "float"]), self.one_of(NUMBERS)),
            lambda: ComplexValue(*(NumberValue("float", self.one_of(NUMBERS)) for _ in range(2))),
            lambda: TextValue(self.word(), self.one_of(["", self.word()])),
            NoneValue,
            lambda: TorchValue(self.one_of(["torch.device", "torch.dtype"]), self.one_of(DTYPES + DEVICES)),
            lambda: RaisedValue(self.some(self.word, 3), self.one_of(MESSAGES)),
            lambda: OtherValue(self.word(), self.word()),
            lambda: ModuleValue(
                self.word(), self.some(lambda: (self.word(), self.word()), 2), self.some(self.weight, 2)
            ),
        ]
        return self.one_of(makers)()

    def weight(self):
        return self.word(), self.shape(), self.one_of(DTYPES), self.chance(0.5)

    def value(self, depth=0):
        """Any value."""
        kind = self.random.random() if depth < 3 else 1
        if kind < 0.2:
            type_ = self.one_of(["list", "tuple", "set", "generator"])
            return SequenceValue(type_, self.some(lambda: self.value(depth + 1), 3), self.chance(0.1))
        if kind < 0.35:
            return MappingValue(self.some(lambda: (self.word(), self.value(depth + 1)), 3))
        if kind < 0.4:
            return ObjectValue(self.word(), self.some(lambda: (self.word(), self.value(depth + 1)), 3))
        if kind < 0.43:
            return ArrayValue(self.word(), self.tensor())
        return self.tensor() if kind < 0.55 else self.leaf()

    def place(self):
        return Place(self.word(), self.one_of([0, 3, 7, 2**31 - 1, 2**31, -1]), self.word(), self.word())

    def failure(self):
        type_ = self.one_of(["RuntimeError", "ValueError", "NetworkAccessError", self.word()])
        bases = self.one_of([(type_,), ("tensorgrade.isolation.network.NetworkAccessError",), self.some(self.word, 3)])
        made = self.place() if self.chance(0.2) else None
        return Failure(type_, bases, self.one_of(MESSAGES), self.some(self.place, 2), made)

    def ending(self):
        if self.chance(0.5):
            return Ending("raised", self.failure())
        failure = self.failure() if self.chance(0.3) else None
        return Ending(self.one_of(list(EndingKind)), failure, self.word())

    def variable(self):
        name, line = self.one_of([RETURNED, "self", self.word()]), self.one_of([0, 1, 2, 6, 2**31, -1])
        return Variable(line, name, self.word(), self.one_of(["", *DTYPES]), self.one_of(DEVICES), self.chance(0.5))

    def walk(self):
        """A call, followed line by line."""
        arguments = self.some(lambda: (self.word(), self.word()), 2)
        return Walk(self.one_of(["total([1.0])", self.word()]), self.some(self.variable, 4), arguments, self.word())

    def nonsense(self, case):
        """The frame of a well-formed record that has nothing to do with the right one."""
        room = [None, None, 0.0, 0.5, 1e308, -1.0]
        seen = self.some(
            lambda: Observation(
                self.one_of(["result", self.word()]),
                self.value(),
                self.word(),
                self.one_of([None, self.one_of(LADDER), self.word()]),
                *(self.one_of(room) for _ in range(3)),
            ),
            3,
        )
        ending = self.ending() if self.chance(0.3) else Ending("completed")
        state = self.one_of(STATES) if self.chance(0.2) else ()
        seconds = self.one_of([0.0, 0.5, 86_400.0, -1.0, 1e300])
        numbers = {key: self.one_of(ARRAYS) for key in "01" if self.chance(0.3)}
        walks = self.some(self.walk, 2)
        return encoded(CaseRecord(case, ending, seen, self.some(self.word, 2), state, seconds, walks), numbers)

    def near_array(self, array):
        """Numbers near the right ones: one of them changed, all scaled or moved, or in another order."""
        changed = array.copy()
        at, end = self.random.randrange(array.size), self.one_of(ENDS)
        if array.dtype.kind == "b":
            changed[at] = not changed[at]
        elif array.dtype.kind != "f":
            changed[at] = self.one_of([np.iinfo(array.dtype).min, np.iinfo(array.dtype).max, 0])
        else:
            with np.errstate(all="ignore"):
                makers = [
                    lambda: np.where(np.arange(array.size) == at, end, array),
                    lambda: np.full_like(array, end),
                    lambda: array * end,
                    lambda: array + self.one_of([1e-9, 1e-3, 1e308]),
                    lambda: array[::-1],
                    lambda: array * math.sqrt(0.5),  # as a deviation of two rows that divides by n - 1
                ]
                changed = self.one_of(makers)().astype(array.dtype)
        return changed

    def near_tensor(self, value, numbers):
        """A tensor near the right one; its numbers are changed in `numbers`."""
        replace, key = msgspec.structs.replace, value.values
        field = self.one_of(["numbers"] * 6 + ["count", "dtype", "dtype", "shape", "device", "graph", "none", "leaf"])
        if field == "numbers":
            numbers[key] = self.near_array(numbers[key])
        elif field == "count":
            numbers[key] = self.one_of([numbers[key][1:], numbers[key][:1], np.tile(numbers[key], 2)])
        elif field == "dtype" and "complex" not in value.dtype:
            kind = self.one_of(["float32", "float64", "int64", "bool"])
            with np.errstate(all="ignore"):
                numbers[key] = numbers[key].astype(kind)
            return replace(value, dtype=f"torch.{kind}")
        elif field == "shape":
            shape = self.one_of([(1, *value.shape), value.shape[::-1], (math.prod(value.shape),)])
            return replace(value, shape=shape, strides=(1,) * len(shape))
        elif field == "device":
            return replace(value, device=self.one_of(DEVICES), made=self.one_of([None, self.place()]))
        elif field == "graph":
            return replace(value, requires_grad=not value.requires_grad)
        elif field in ("none", "leaf"):
            del numbers[key]
            return replace(value, values=None) if field == "none" else self.leaf()
        return value

    def near_value(self, value, numbers):
        """A value near the right one."""
        if isinstance(value, TensorValue):
            return self.near_tensor(value, numbers)
        if isinstance(value, FlagValue) and self.chance(0.9):
            return FlagValue(not value.value)
        if isinstance(value, NumberValue) and self.chance(0.9):
            ends = {
                "float": [one.hex() for one in ENDS],
                "int": [str(one) for one in INTEGERS],
            }
            return msgspec.structs.replace(value, text=self.one_of(ends[value.type]))
        if isinstance(value, SequenceValue) and self.chance(0.9):
            first = self.random.randrange(len(value.items))
            items = [self.near_value(one, numbers) if i >= first else one for i, one in enumerate(value.items)]
            return msgspec.structs.replace(value, items=tuple(items))
        if isinstance(value, MappingValue) and self.chance(0.9):
            at = self.random.randrange(len(value.items))
            items = [
                (key, self.near_value(one, numbers) if i == at else one) for i, (key, one) in enumerate(value.items)
            ]
            return MappingValue(tuple(items))
        if isinstance(value, ArrayValue) and self.chance(0.9):
            numbers_of = self.near_tensor(value.numbers, numbers)
            return ArrayValue(value.type, numbers_of) if isinstance(numbers_of, TensorValue) else numbers_of
        if isinstance(value, ObjectValue) and self.chance(0.9):
            fields = [(name, self.near_value(part, numbers)) for name, part in value.fields]
            return msgspec.structs.replace(value, fields=tuple(fields))
        return value if any(tensors_in(value)) else self.leaf()

    def near(self, right):
        """The frame of a record near the right one: an observation changed, or another ending, state or length."""
        numbers, seen = dict(right.arrays), list(right.record.observations)
        at = self.random.randrange(len(seen))
        suspect = self.one_of([seen[at].suspect, seen[at].suspect, None, self.one_of(LADDER)])
        value = self.near_value(seen[at].value, numbers)
        seen[at] = msgspec.structs.replace(seen[at], value=value, suspect=suspect)
        odd = self.random.random()
        if odd < 0.05:
            seen.append(Observation("more", NoneValue()))
        elif odd < 0.1:
            lost = set(tensors_in(seen.pop().value))
            numbers = {key: one for key, one in numbers.items() if key not in lost}
        record = msgspec.structs.replace(
            right.record,
            observations=tuple(seen),
            ending=self.ending() if 0.1 < odd < 0.2 else right.record.ending,
            state_changes=self.one_of(STATES) if 0.2 < odd < 0.25 else (),
            calls=self.one_of([right.record.calls, ()]),
        )
        return encoded(record, numbers)

    def sent(self, case, right):
        """Whatever a worker may write for a case of which this evidence is right; sometimes it is the right one."""
        kind = self.random.random()
        if kind < 0.7:
            return self.near(right)
        if kind < 0.85:
            return self.nonsense(case)
        frame = encoded(right.record, right.arrays)
        if kind < 0.95:
            at, cut = self.random.randrange(len(frame)), self.random.randint(0, 4)
            return frame[:at] + self.random.randbytes(self.random.randint(0, 4)) + frame[at + cut :]
        body, blob = self.random.randbytes(9), self.random.randbytes(9)
        return self.one_of([frame, PREFIX.pack(MAGIC, NONCE, len(body), len(blob)) + body + blob, body])


def tensors_in(value):
    """The keys of the numbers that a value names."""
    if isinstance(value, TensorValue) and value.values is not None:
        yield value.values
    for part in value.parts:
        yield from tensors_in(part)


def encoded(record, numbers):
    """The bytes of a frame."""
    return frames.encode(NONCE, record, numbers)
