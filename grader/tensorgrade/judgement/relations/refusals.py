"""Inputs that are to be refused come through, or meet another exception: they are not tested for."""

from __future__ import annotations

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import EXCEPTION, Group

KINDS = EXCEPTION
PLACE = 130


def relate(group: Group) -> Named | None:
    silent = [symptom for symptom in group.symptoms if symptom.nothing_was_raised()]
    asked = {symptom.mismatch.expected for symptom in group.symptoms if symptom.mismatch}
    if not silent or len(silent) == len(group.symptoms) or len(asked) != 1 or "no exception" in asked:
        return None
    others = {symptom.mismatch.actual for symptom in group.symptoms if symptom.mismatch} - {"no exception"}
    name = asked.pop()
    met = " or ".join(sorted(others))
    cause = (
        f"Not all inputs that are to be refused are tested for: some come through, others meet {met} and not {name}."
    )
    remedy = f"Test the whole condition in the first lines, and raise {name} yourself."
    return Named(silent[0].suspect or "missing-exception", cause, remedy)
