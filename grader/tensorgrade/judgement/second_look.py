"""A second look at failures that nothing has named.

Does a second run differ, does the answer depend on the input at all?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tensorgrade.judgement.compare.comparison import Seen, compare
from tensorgrade.judgement.diagnosis import diagnose, entry
from tensorgrade.judgement.dictionary import behaves_alike
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import BY_NUMBERS
from tensorgrade.protocol.endings import DECISIVE
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import NumberValue, TensorValue, Value

NEARLY = 1e-3
MOST = 2 / 3  # of the failing cases


def unnamed(symptoms: Mapping[str, Symptom]) -> dict[str, Symptom]:
    """Return the symptoms for which the ladder has a general name only, or one that the numbers of one case give."""
    return {case: symptom for case, symptom in symptoms.items() if is_open(symptom)}


def is_open(symptom: Symptom) -> bool:
    """Say whether another run may tell more of a case than its name does."""
    name = "" if symptom.ending.kind in DECISIVE else diagnose(symptom).name
    return bool(name) and (entry(name).is_general or name in BY_NUMBERS)


def differing(cases: Sequence[str], first: Transcript, second: Transcript) -> list[str]:
    """Return the cases in which two equal runs left something else."""
    return [case for case in cases if not behaves_alike(first.of(case), second.of(case))]


def comes_near(symptoms: Mapping[str, Symptom]) -> bool:
    """Say whether the numbers of a failing case are nearly right: they are computed, then, and not copied."""
    pairs = [pair for symptom in symptoms.values() if (pair := symptom.arrays()) is not None]
    alike = [(expected, actual) for expected, actual in pairs if expected.shape == actual.shape and expected.size]
    return any(bool(np.isclose(actual, expected, rtol=NEARLY, atol=0.0).all()) for expected, actual in alike)


def constant(symptoms: Mapping[str, Symptom], expected: Transcript, actual: Transcript, failing: int) -> list[str]:
    """Return the failing cases of one function whose answer is one and the same, where the reference's answers differ.

    Zeros, NaN and plain words are no answers that anybody copied; two cases of that kind say nothing. failing: how many
    cases fail, these among them. A copied answer is given in most of them; something else that stays the same, such
    as an argument that is not written to, in a few.
    """
    answers = {case: symptom for case, symptom in symptoms.items() if symptom.actual and is_an_answer(symptom.actual)}
    for case in answers:
        same = [other for other in answers if same_answer(actual, case, other, answers)]
        is_most = len(same) >= MOST * failing
        if len(same) >= 2 and is_most and any(not same_answer(expected, case, other, answers) for other in same):
            return same
    return []


def same_answer(transcript: Transcript, one: str, other: str, symptoms: Mapping[str, Symptom]) -> bool:
    """Say whether two cases have the same value in the observation that differs first."""
    first = seen_in(transcript.of(one), symptoms[one])
    second = seen_in(transcript.of(other), symptoms[other])
    return first is not None and second is not None and compare(first, second) is None


def seen_in(evidence: Evidence, symptom: Symptom) -> Seen | None:
    """Return the observation of a transcript that a symptom is about."""
    for observation in evidence.record.observations:
        if observation.name == symptom.observation:
            return Seen(observation, evidence.arrays)
    return None


def is_an_answer(seen: Seen) -> bool:
    """Say whether an observation holds computed numbers that are not all zero or NaN."""
    return any(abs(number) > 0 for number in numbers_in(seen.observation.value, seen))


def numbers_in(value: Value, seen: Seen) -> list[float]:
    """List the floats and the numbers of tensors in a value."""
    if isinstance(value, NumberValue) and value.type == "float":
        return [float(value.number)]
    if isinstance(value, TensorValue) and value.values is not None:
        return [float(number) for number in seen.arrays[value.values].reshape(-1)[:64]]
    return [number for part in value.parts for number in numbers_in(part, seen)]
