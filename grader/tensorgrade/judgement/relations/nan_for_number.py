"""NaN stands in the place of some numbers, perhaps of one and the same; all others are right."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 58
REMEDY = "Find the numbers of the input that belong there, and the first line that makes NaN of them."
MAKERS = "NaN comes from 0 / 0, 0 times infinity, infinity minus infinity and, in a gradient, from a root at 0"


def relate(group: Group) -> Named | None:
    pairs = group.alike
    wrong = [pair for pair in pairs if pair.far.any()]
    if not wrong or any(not np.isnan(pair.actual[pair.far]).all() for pair in wrong):
        return None
    due = np.unique(np.concatenate([pair.expected[pair.far] for pair in wrong]))
    if np.isnan(due).any() or all(pair.far.all() for pair in pairs):
        return None
    place = f"only where {due[0]:g} is due" if len(due) == 1 else "in the place of some numbers"
    return Named("non-finite", f"NaN stands {place}; all other numbers are right. {MAKERS}.", REMEDY)
