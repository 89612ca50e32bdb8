"""Every number of all results is one and the same."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, is_enough

KINDS = VALUES
PLACE = 9
REMEDY = (
    "Look for the line that gives that number for every input, or for numbers that are never written into the result."
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs):
        return None
    given = np.unique(np.concatenate([pair.actual.reshape(-1) for pair in pairs]))
    if len(given) != 1 or not np.isfinite(given[0]):
        return None
    return Named("wrong-values", f"{group.every_number} is {given[0]:g}, whatever is expected.", REMEDY)
