"""What a run of the checks left: the record of each case with its arrays, validated. The judge reads nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from grader.frames import Arrays, FrameError, decode
from grader.transcript import (
    CaseRecord,
    Ending,
    EndingKind,
    MappingValue,
    SequenceValue,
    TensorValue,
    Value,
)

LONGEST = 86_400.0


@dataclass(frozen=True)
class Evidence:
    """The record of one case, the arrays that it names, and the beginning of what the code printed."""

    record: CaseRecord
    arrays: Arrays = field(default_factory=dict)
    printed: str = ""


@dataclass(frozen=True)
class Transcript:
    """The evidence of one run, by case."""

    cases: Mapping[str, Evidence]

    def of(self, case: str) -> Evidence:
        """Return the evidence of a case; a case that is missing left nothing readable."""
        return self.cases.get(case) or nothing(case, "unreadable", "the case left no record")


def nothing(case: str, kind: EndingKind, note: str, printed: str = "") -> Evidence:
    """Evidence that there is none, and why."""
    return Evidence(CaseRecord(case, Ending(kind, note=note)), printed=printed)


def read_case(case: str, record: bytes, arrays: bytes, printed: str = "") -> Evidence:
    """Decode the answer for `case`.

    Raises FrameError when it is malformed, for another case, or its arrays do not fit.
    """
    decoded, numbers = decode(CaseRecord, record, arrays)
    if decoded.case != case:
        raise FrameError("the record is of another case")
    if not 0 <= decoded.seconds <= LONGEST:
        raise FrameError("the case took no time that can be")
    for observation in decoded.observations:
        for tensor in tensors_in(observation.value):
            check_array(tensor, numbers)
    return Evidence(decoded, numbers, printed)


def tensors_in(value: Value) -> Iterator[TensorValue]:
    """Walk through the tensors of a value."""
    if isinstance(value, TensorValue):
        yield value
    elif isinstance(value, SequenceValue):
        for item in value.items:
            yield from tensors_in(item)
    elif isinstance(value, MappingValue):
        for _, item in value.items:
            yield from tensors_in(item)


def check_array(tensor: TensorValue, arrays: Mapping[str, np.ndarray]) -> None:
    """Raise FrameError unless the array of a tensor is there and has as many numbers as its shape says."""
    if tensor.values is None:
        return
    array = arrays.get(tensor.values)
    pair = 2 if tensor.dtype.startswith("torch.complex") else 1
    if array is None or any(size < 0 for size in tensor.shape) or array.size != math.prod(tensor.shape) * pair:
        raise FrameError("the numbers of a tensor do not fit its shape")
