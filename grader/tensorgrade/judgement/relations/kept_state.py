"""The first of several calls is right, and the next ones are not."""

from __future__ import annotations

from operator import or_

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 11


def relate(group: Group) -> Named | None:
    begun_well = [bool(each) and not each[0].far.any() for each in group.series]
    if sum(begun_well) < 2 or not all(map(or_, begun_well, group.later)):
        return None
    return Named(
        "wrong-values",
        "The first call is right, and a later one is not.",
        "Compare the inputs of those calls. Look at what a call leaves for the next one: averages, a count, gradients, "
        "a setting of the first call.",
    )
