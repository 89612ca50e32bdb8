"""Numbers come near, and the cases that look at it show a way of which that is known: advice of the contract."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.diagnosis import entry
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom, advice_of
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 82
NEARLY = 0.1  # of the largest number


def relate(group: Group) -> Named | None:
    pairs = [pair for pair in group.alike if pair.expected.size]
    gaps = [np.abs(pair.actual - pair.expected).max() <= NEARLY * np.abs(pair.expected).max() for pair in pairs]
    looked = [symptom for symptom in group.symptoms if looks_at_it(group, symptom)]
    if not gaps or not all(gaps) or not looked:
        return None
    shown = [{each.suspect: each for each in advice_of(one.case, *group.evidence(one.case.id))} for one in looked]
    common = [name for name in shown[0] if name and all(name in others for others in shown)]
    if not common:
        return None
    advice = entry(common[0])
    summary = advice.summary(shown[0][common[0]])
    cause = f"All numbers come near what is expected, and {summary}"
    return Named("wrong-values", cause, advice.remedy(shown[0][common[0]]))


def looks_at_it(group: Group, symptom: Symptom) -> bool:
    """Say whether a case observes something that is left open."""
    expected, _ = group.evidence(symptom.case.id)
    return any(observation.is_advice for observation in expected.record.observations)
