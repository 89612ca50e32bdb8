"""A list has one entry too few or too many, always as many, or half or twice as many, however many are due."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import SequenceValue

KINDS = STRUCTURE
PLACE = 140
TOLD = {-1: "too few", 1: "too many"}
REMEDY = "Look at where what makes them begins and ends: `range(n)` makes n passes, and `range(1, n)` one less."
SHARES = {Fraction(1, 2): "half", Fraction(2): "twice"}
EMPTY_REMEDY = "Look for the line that has to bring something there: whether it runs, and where that goes."
SHARED_REMEDY = "Count how many entries one pass of the loop adds, and how many it has to add."


def relate(group: Group) -> Named | None:
    counts = [counts_of(symptom) for symptom in group.symptoms]
    due = {wanted for wanted, _ in counts}
    differences = {given - wanted for wanted, given in counts}
    if 0 not in due and all(given == 0 for _, given in counts):
        names = {symptom.observation for symptom in group.symptoms}
        what = f'"{names.pop()}"' if len(names) == 1 and "result" not in names else "What comes back"
        return Named("wrong-structure", f"{what} is empty, where something is due.", EMPTY_REMEDY)
    if len(due) < 2:
        return None
    if len(differences) == 1 and (told := TOLD.get(differences.pop())):
        return Named("wrong-structure", f"There is always one entry {told}, however many are due.", REMEDY)
    return as_many_told(counts)


def as_many_told(counts: Sequence[tuple[int, int]]) -> Named | None:
    """Tell that there are always as many entries, or that the number is the same part of what is due."""
    if any(wanted == 0 for wanted, _ in counts):
        return None
    given = {count for _, count in counts}
    shares = {Fraction(count, wanted) for wanted, count in counts}
    if len(given) == 1 and 0 not in given:
        count = given.pop()
        told = f"There {'is 1 entry' if count == 1 else f'are {count} entries'} in each case, however many are due."
        return Named("wrong-structure", told, "Look for what the number of entries has to follow from, and does not.")
    if len(shares) == 1 and (share := shares.pop()) in SHARES:
        return Named("wrong-structure", f"There are {SHARES[share]} as many entries as are due.", SHARED_REMEDY)
    return None


def counts_of(symptom: Symptom) -> tuple[int, int]:
    """Return how many entries a list is to have, and has; the same number twice for anything else."""
    wanted, given = symptom.parts() or (None, None)
    if isinstance(wanted, SequenceValue) and isinstance(given, SequenceValue):
        return len(wanted.items), len(given.items)
    return 0, 0
