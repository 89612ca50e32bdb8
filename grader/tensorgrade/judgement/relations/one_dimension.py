"""A dimension is left that is to be summed or averaged, or one is summed or averaged that is to stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, Group, are_near

KINDS = SHAPE
PLACE = 107
LEAST_NUMBERS = 4  # different ones, so that none fits by chance
Way = Callable[[np.ndarray, int], np.ndarray]

WAYS: tuple[tuple[Way, str], ...] = (
    (lambda numbers, axis: numbers.mean(axis), "the mean over"),
    (lambda numbers, axis: numbers.sum(axis), "the sum over"),
    (lambda numbers, axis: numbers.max(axis), "the largest along"),
    (lambda numbers, axis: numbers.min(axis), "the smallest along"),
    (lambda numbers, axis: numbers.take(0, axis), "the first along"),
    (lambda numbers, axis: numbers.take(-1, axis), "the last along"),
)


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    if not pairs:
        return None
    left = [(pair.actual, pair.expected) for pair in pairs]
    if told := way_told(left):
        cause = f"A dimension is left: {told} of what comes back is what is asked for."
        return Named("wrong-shape", cause, "Take that over this dimension too, or over all of them: leave `dim` out.")
    if told := way_told([(expected, actual) for actual, expected in left]):
        cause = f"A dimension is gone: what comes back is {told} of what is asked for."
        return Named("wrong-shape", cause, "Leave that dimension as it is: look at what goes over it, and at `dim`.")
    return None


def way_told(sides: Sequence[tuple[np.ndarray, np.ndarray]]) -> str:
    """Say how the second array of each pair comes from the first by taking one dimension away; empty for no way."""
    if any(whole.ndim != part.ndim + 1 or 0 in whole.shape for whole, part in sides):
        return ""
    numbers = np.concatenate([whole.reshape(-1) for whole, _ in sides])
    if len(np.unique(numbers)) < LEAST_NUMBERS:
        return ""
    for axis in range(min(whole.ndim for whole, _ in sides)):
        fitting = [words for way, words in WAYS if all(are_near(part, way(whole, axis)) for whole, part in sides)]
        if len(fitting) == 1:
            return f"{fitting[0]} dimension {axis}"
    return ""
