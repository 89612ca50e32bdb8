"""Each row comes once, where some are asked for several times: repeats are lost, and perhaps the order with them."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, VALUES, Group, Pair, are_near

KINDS = (*SHAPE, *VALUES)
PLACE = 8


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    if not pairs or not all(map(has_the_rows, pairs)) or sum(map(has_each_row_once, pairs)) < 2:
        return None
    lost = "repeats are lost" if all(map(keeps_order, pairs)) else "repeats and order are lost"
    return Named(
        "wrong-shape",
        f"Each row comes once, where some are asked for several times: {lost}.",
        "Index with the indices themselves. A mask, a `set` and `unique` know neither order nor repeats.",
    )


def has_the_rows(pair: Pair) -> bool:
    """Say whether all rows that are expected are there, none of them more often, in whatever order."""
    if not pair.has_like_rows or 0 in (*pair.expected.shape, *pair.actual.shape):
        return False
    (wanted, due), (given, came) = map(counted, (pair.expected, pair.actual))
    return are_near(wanted, given) and bool((came <= due).all())


def has_each_row_once(pair: Pair) -> bool:
    """Say whether no row is there more than once, and one is asked for more often."""
    (_, due), (_, came) = map(counted, (pair.expected, pair.actual))
    return bool((came == 1).all() and (due > 1).any())


def keeps_order(pair: Pair) -> bool:
    """Say whether rows come in the order in which they are asked for first."""
    _, first = np.unique(pair.expected.reshape(len(pair.expected), -1), axis=0, return_index=True)
    return are_near(pair.actual, pair.expected[np.sort(first)])


def counted(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different rows, and how often each comes."""
    return np.unique(rows.reshape(len(rows), -1), axis=0, return_counts=True)
