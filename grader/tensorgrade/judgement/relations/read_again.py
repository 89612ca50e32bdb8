"""Something is right when it is read first, and wrong when the same is read again."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Seen, compare
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import SequenceValue, TensorValue

KINDS = VALUES
PLACE = 11
REMEDY = (
    "Something is changed by the first one, and kept. Compute into a new variable, and write nothing back into what is "
    "stored."
)


def relate(group: Group) -> Named | None:
    again = [(symptom, read_before(symptom, group.expected.of(symptom.case.id))) for symptom in group.symptoms]
    twice = [(symptom.observation, before) for symptom, before in again if before]
    begun_well = [symptom.observation != first_in(group, symptom) for symptom in group.symptoms]
    if len(twice) < 2 or not all(begun_well):
        return None
    observation, before = twice[0]
    told = f'"{before}" is right, and "{observation}", where the same is expected, is not.'
    return Named("wrong-values", told, REMEDY)


def first_in(group: Group, symptom: Symptom) -> str:
    """Name what is observed first in a case."""
    return group.expected.of(symptom.case.id).record.observations[0].name


def read_before(symptom: Symptom, expected: Evidence) -> str:
    """Name what was observed before, and is expected to be the same as what differs first; empty where nothing is."""
    if symptom.expected is None or not isinstance(symptom.expected.observation.value, SequenceValue | TensorValue):
        return ""
    device = symptom.expected.device
    for observation in expected.record.observations:
        if observation is symptom.expected.observation:
            return ""
        if compare(Seen(observation, expected.arrays, device), symptom.expected) is None:
            return observation.name
    return ""
