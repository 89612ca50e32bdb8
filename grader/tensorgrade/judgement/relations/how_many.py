"""A list has one entry too few, or one too many, however many are due."""

from __future__ import annotations

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import SequenceValue

KINDS = STRUCTURE
PLACE = 140
TOLD = {-1: "too few", 1: "too many"}


def relate(group: Group) -> Named | None:
    counts = [counts_of(symptom) for symptom in group.symptoms]
    due = {wanted for wanted, _ in counts}
    differences = {given - wanted for wanted, given in counts}
    if len(due) < 2 or len(differences) != 1 or not (told := TOLD.get(differences.pop())):
        return None
    cause = f"There is always one entry {told}, however many are due."
    remedy = "Look at where what makes them begins and ends: `range(n)` makes n passes, and `range(1, n)` one less."
    return Named("wrong-structure", cause, remedy)


def counts_of(symptom: Symptom) -> tuple[int, int]:
    """Return how many entries a list is to have, and has; the same number twice for anything else."""
    wanted, given = symptom.parts() or (None, None)
    if isinstance(wanted, SequenceValue) and isinstance(given, SequenceValue):
        return len(wanted.items), len(given.items)
    return 0, 0
