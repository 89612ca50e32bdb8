"""Where the evidence of one submission is kept while it is graded, so that no submission fills the grader's memory.

Each case is compared with the reference's as it comes in. One that agrees is kept as the reference's own evidence,
which is there anyway; of those that differ the numbers are kept as long as there is room, for the words of a
diagnosis. What is left out for want of room costs no points: such a case differs all the same.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace

import numpy as np
from msgspec.structs import replace as replaced

from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import ArrayValue, MappingValue, ObjectValue, SequenceValue, TensorValue, Value

ROOM_BYTES = 16 << 20
NO_ROOM = "its numbers are more than are kept of one submission"


class Shelf:
    """The room that one submission has. Safe to use from several threads."""

    def __init__(self, room: int = ROOM_BYTES) -> None:
        self._left = room
        self._lock = threading.Lock()

    def keep(self, reference: Future[Transcript], case: CollectedCase, evidence: Evidence) -> Evidence:
        """Return what is kept of the evidence of a case; waits for the reference only where room runs out."""
        size = sum(array.nbytes for array in evidence.arrays.values())
        if not reference.done() and self._take(size):
            return evidence
        known = reference.result().of(case.id)
        if is_same(known, evidence) or symptom_of(case, known, evidence) is None:
            return as_expected(known, evidence)
        return evidence if self._take(size) else without_numbers(evidence)

    def _take(self, size: int) -> bool:
        with self._lock:
            fits = size <= self._left
            self._left -= size if fits else 0
            return fits


def is_same(expected: Evidence, evidence: Evidence) -> bool:
    """Say whether a completed case left what the reference did, to the last bit; then nothing has to be compared."""
    wanted, given = expected.record, evidence.record
    return (
        wanted.ending.kind == given.ending.kind == EndingKind.COMPLETED
        and wanted.state_changes == given.state_changes
        and wanted.observations == given.observations
        and expected.arrays.keys() == evidence.arrays.keys()
        and all(are_same(array, evidence.arrays[key]) for key, array in expected.arrays.items())
    )


def are_same(first: np.ndarray, other: np.ndarray) -> bool:
    """Say whether two arrays hold the same bits, NaN among them."""
    return first.dtype == other.dtype and first.shape == other.shape and first.tobytes() == other.tobytes()


def as_expected(expected: Evidence, evidence: Evidence) -> Evidence:
    """Return evidence that agrees with the reference's as that, but for what the contract leaves open."""
    pairs = zip(expected.record.observations, evidence.record.observations, strict=True)
    observations = tuple(
        replaced(given, value=bare(given.value)) if wanted.is_advice else wanted for wanted, given in pairs
    )
    record = replaced(expected.record, seconds=evidence.record.seconds, observations=observations)
    return Evidence(record, expected.arrays, evidence.printed)


def without_numbers(evidence: Evidence) -> Evidence:
    """Return evidence whose tensors are told by their attributes alone."""
    observations = tuple(
        replaced(observation, value=bare(observation.value)) for observation in evidence.record.observations
    )
    return replace(evidence, record=replaced(evidence.record, observations=observations), arrays={})


def bare(value: Value) -> Value:
    """Return a value without the numbers of its tensors."""
    if isinstance(value, TensorValue):
        return bare_tensor(value)
    if isinstance(value, SequenceValue):
        return replaced(value, items=tuple(map(bare, value.items)))
    if isinstance(value, MappingValue):
        return replaced(value, items=tuple((key, bare(item)) for key, item in value.items))
    if isinstance(value, ArrayValue):
        return replaced(value, numbers=bare_tensor(value.numbers))
    if isinstance(value, ObjectValue):
        return replaced(value, fields=tuple((name, bare(item)) for name, item in value.fields))
    return value


def bare_tensor(tensor: TensorValue) -> TensorValue:
    """Return a tensor without its numbers."""
    has_numbers = tensor.values is not None or tensor.folds is not None
    return replaced(tensor, values=None, folds=None, note=NO_ROOM) if has_numbers else tensor
