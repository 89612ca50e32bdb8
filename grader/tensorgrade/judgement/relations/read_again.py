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
    names = [read_before(symptom, group.expected.of(symptom.case.id)) for symptom in group.symptoms]
    if len(names) < 2 or not all(names):
        return None
    told = f'"{names[0]}" is right, and "{group.symptoms[0].observation}", where the same is expected, is not.'
    return Named("wrong-values", told, REMEDY)


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
