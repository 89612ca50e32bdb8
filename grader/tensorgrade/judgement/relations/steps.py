"""What changes from one call to the next is a multiple of what should change, or is cut off."""

from __future__ import annotations

from itertools import pairwise

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.relations import cut_off, factor
from tensorgrade.judgement.unexplained import VALUES, Group, Pair

KINDS = VALUES
PLACE = 6


def relate(group: Group) -> Named | None:
    series = [each for each in group.series if len(each) > 2]
    if len(series) < 2 or len(series) < len(group.series) / 2 or all(not each[0].far.any() for each in series):
        return None  # where the first call is right, no factor holds for each step
    changes = [change(*pair) for each in series for pair in pairwise(each)]
    return factor.named_factor(changes, "Each step") or cut_off.named_cut_off(changes, "steps")


def change(before: Pair, after: Pair) -> Pair:
    """Return by how much the numbers change from one call to the next."""
    return Pair(after.expected - before.expected, after.actual - before.actual, after.tolerance)
