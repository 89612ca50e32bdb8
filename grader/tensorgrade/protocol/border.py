"""The border: the bytes of a worker go in, values that cannot be wrong come out, and whatever else is refused.

What a field can be by itself is said by its type (protocol.fields) and seen to while it is decoded; what the fields
of a value have to be together, it says itself. Here stands what a whole record has to be: arrays that fit their
tensors, an exception where there can be one, a bounded depth and count, and text without control characters or lone
surrogates.
Nothing beyond the border parses text again. Each refusal is a FrameError of one sentence.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
import numpy as np

from tensorgrade.protocol.anatomy import ShownExpression
from tensorgrade.protocol.fields import ITEMS_LIMIT
from tensorgrade.protocol.frames import Arrays, FrameError, decode
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.records import OBSERVATIONS_PER_CASE, CaseRecord, Ending, ImportRecord
from tensorgrade.protocol.torch_names import NUMBERS_AS
from tensorgrade.protocol.values import DEPTH_LIMIT, FOLDS, OPTIONS, TensorValue, Value
from tensorgrade.text import plain

Record = TypeVar("Record", CaseRecord, ImportRecord, ShownExpression)

TRAVELS = {dtype: np.dtype(name) if name else None for dtype, name in NUMBERS_AS.items()}
ESCAPES = (b"\\u", b"\\b", b"\\f", b"\\r")
MOST_BYTES = 2**62  # of one array, were it there: far beyond any frame, and below what NumPy can count


def read_record(kind: type[Record], body: bytes, blob: bytes) -> tuple[Record, Arrays]:
    """Decode one answer of a worker. Raises FrameError for what no worker of ours writes."""
    record, arrays = decode(kind, body, blob)
    check(record, arrays)
    if not is_plain(body):
        try:
            record = msgspec.convert(made_plain(msgspec.to_builtins(record)), kind)
        except msgspec.ValidationError as error:
            raise FrameError(f"a text grew too long when its control characters were written out: {error}") from error
        check(record, arrays)
    return record, arrays


def is_plain(body: bytes) -> bool:
    """Say whether the texts of a record in JSON can be shown as they are; a no may be too careful."""
    escaped = b"\\" in body and any(escape in body for escape in ESCAPES)
    return not escaped and b"\x7f" not in body and (body.isascii() or body.decode("utf-8", "replace").isprintable())


def made_plain(item: object) -> object:
    """Make all texts of a record, as built-in types, fit to be shown."""
    if isinstance(item, str):
        return plain(item)
    if isinstance(item, dict):
        return {key: made_plain(part) for key, part in item.items()}
    if isinstance(item, list | tuple):
        return [made_plain(part) for part in item]
    return item


def check(record: CaseRecord | ImportRecord | ShownExpression, arrays: Arrays) -> None:
    """Raise FrameError where the parts of a record do not fit each other, or its arrays."""
    check_ending(record.ending)
    walk = Inspection(arrays)
    if isinstance(record, CaseRecord):
        for observation in record.observations:
            if observation.suspect is not None and observation.suspect not in LADDER:
                raise FrameError(f"an observation points to a diagnosis that does not exist: {observation.suspect}")
            if not OPTIONS.keys() >= set(observation.compared):
                raise FrameError("an observation asks for an attribute that there is not")
            walk.value(observation.value, 0)
    if walk.named != arrays.keys():
        raise FrameError("numbers came that belong to no tensor")


def check_ending(ending: Ending) -> None:
    """Raise FrameError unless there is an exception where there must be one, and none where there cannot."""
    exception = ending.facts.exception
    if ending.failure is None and exception == "always":
        raise FrameError(f"a case that {ending.kind} tells no exception")
    if ending.failure is not None and exception == "never":
        raise FrameError(f"a case that ended as {ending.kind} tells an exception")


class Inspection:
    """Walks through the values of one case; `named` are the arrays that its tensors have named so far."""

    def __init__(self, arrays: Arrays) -> None:
        self.named: set[str] = set()
        self._arrays = arrays
        self._room = ITEMS_LIMIT + OBSERVATIONS_PER_CASE

    def value(self, value: Value, depth: int) -> None:
        """Raise FrameError unless a value and all that it holds can be."""
        self._room -= 1
        if self._room < 0 or depth > DEPTH_LIMIT + 1:
            raise FrameError("the values of one case are too many, or nested too deeply")
        if refusal := value.refusal():
            raise FrameError(refusal)
        if isinstance(value, TensorValue):
            self.numbers(value)
        for part in value.parts:
            self.value(part, depth + 1)

    def numbers(self, tensor: TensorValue) -> None:
        """Raise FrameError unless the numbers that a tensor names are there, and no other one has named them."""
        key = tensor.values or tensor.folds
        if key is None:
            return
        if key in self.named:
            raise FrameError("two tensors name the same numbers")
        self.named.add(key)
        if tensor.values is not None:
            check_array(tensor, self._arrays.get(key))
        else:
            check_folds(self._arrays.get(key))


def check_array(tensor: TensorValue, array: np.ndarray | None) -> None:
    """Raise FrameError unless an array has the numbers of a tensor: as many as its shape says, of its dtype."""
    travels = TRAVELS[tensor.dtype]
    if array is None or travels is None:
        raise FrameError("the numbers of a tensor are not there")
    if array.dtype != travels:
        raise FrameError(f"the numbers of a tensor are {array.dtype} where its dtype {tensor.dtype} asks for {travels}")
    if array.size != count_of(tensor):
        raise FrameError("the numbers of a tensor do not fit its shape")


def check_folds(array: np.ndarray | None) -> None:
    """Raise FrameError unless an array can stand for the numbers of a large tensor."""
    if array is None or array.dtype != np.float64 or array.shape != (2 * FOLDS,):
        raise FrameError("the means that stand for the numbers of a large tensor are not there")


def count_of(tensor: TensorValue) -> int:
    """Return how many numbers a tensor has; -1 where NumPy cannot have its shape, whatever of it is empty."""
    bytes_there, numbers = 16, 2 if tensor.dtype.startswith("torch.complex") else 1
    for size in tensor.shape:
        bytes_there *= max(size, 1)
        numbers *= size
        if bytes_there > MOST_BYTES:
            return -1
    return numbers
