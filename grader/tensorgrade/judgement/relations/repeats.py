"""Each row comes once, where some are asked for several times: repeats are lost, and the order with them."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, VALUES, Group, Pair, are_near

KINDS = (*SHAPE, *VALUES)
PLACE = 8


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    lacking = [pair for pair in pairs if not pair.has_one_shape]
    if sum(pair.expected.size for pair in lacking) < 2 or not all(has_each_row_once(pair) for pair in pairs):
        return None
    return Named(
        "wrong-shape",
        "Each row comes once, where some are asked for several times: repeats and order are lost.",
        "Index with the indices themselves. A mask, a `set` and `unique` know neither order nor repeats.",
    )


def has_each_row_once(pair: Pair) -> bool:
    """Say whether the rows are those that are expected, each once, in whatever order."""
    if not pair.expected.ndim or pair.expected.shape[1:] != pair.actual.shape[1:]:
        return False
    wanted, given = (np.unique(part.reshape(len(part), -1), axis=0) for part in (pair.expected, pair.actual))
    return len(given) == len(pair.actual) and are_near(wanted, given)
