"""The result has more numbers than it should, and their mean, sum or largest is the expected one: a step is missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, Group, Pair, are_near

KINDS = SHAPE
PLACE = 105
LAST_STEPS: tuple[tuple[Callable[[np.ndarray], np.floating], str], ...] = (
    (np.mean, "mean"),
    (np.sum, "sum"),
    (np.max, "largest"),
)


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    several = [pair for pair in pairs if pair.actual.size > 1]
    if len({pair.expected.tobytes() for pair in several}) < 2 or any(pair.expected.size != 1 for pair in pairs):
        return None
    for step, words in LAST_STEPS:
        if all(is_left_to_do(pair, step) for pair in pairs):
            shape = several[0].actual.shape
            cause = f"Several numbers came back, such as {shape}; their {words} is the one number that is expected."
            remedy = "Take it over all dimensions: name no `dim`, or name each of them."
            return Named("wrong-shape", cause, remedy)
    return None


def is_left_to_do(pair: Pair, step: Callable[[np.ndarray], np.floating]) -> bool:
    """Say whether a last step makes the expected number of those that came back."""
    return bool(pair.actual.size) and are_near(np.asarray(step(pair.actual)), pair.expected.reshape(()))
