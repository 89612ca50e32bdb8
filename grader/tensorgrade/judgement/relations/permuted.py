"""The dimensions of the result are the expected ones in another order, with the numbers that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, VALUES, Group, Pair, are_near

KINDS = (*SHAPE, *VALUES)
PLACE = 48
MOST_DIMENSIONS = 5
LEAST_NUMBERS = 6  # different ones, so that no order of dimensions fits by chance
REMEDY = "Put the dimensions into the order that is asked for, with `permute` or `transpose`."


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    orders = {pair.expected.ndim for pair in pairs}
    if len(orders) != 1 or not all(map(can_tell, pairs)):
        return None
    for order in list(permutations(range(orders.pop())))[1:]:
        if all(are_near(pair.actual, pair.expected.transpose(order)) for pair in pairs):
            return Named("wrong-shape", f"{told(order)}: the numbers are right.", REMEDY)
    return None


def can_tell(pair: Pair) -> bool:
    """Say whether both have the same number of dimensions, and enough different numbers."""
    is_like = 1 < pair.expected.ndim <= MOST_DIMENSIONS and pair.actual.ndim == pair.expected.ndim
    return is_like and len(np.unique(pair.expected)) >= LEAST_NUMBERS


def told(order: Sequence[int]) -> str:
    """Say which dimensions of the expected result stand in another place."""
    moved = [place for place, dimension in enumerate(order) if place != dimension]
    if len(moved) == 2:
        return f"Dimensions {moved[0]} and {moved[1]} have changed places"
    return f"The dimensions stand in the order {', '.join(map(str, order))} of those that are asked for"
