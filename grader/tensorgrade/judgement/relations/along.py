"""What has to hold along one dimension holds along the other: each row has mean 0, and not each column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.tolerances import Tolerance
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, near

KINDS = VALUES
PLACE = 37
ROOM = Tolerance(0.0, 1e-4)
LEAST = 2  # results in which it can be told
LINES = ("column", "row")  # what is taken along dimension 0, and along dimension 1
Measure = Callable[[np.ndarray, int], np.ndarray]
MEASURES: tuple[tuple[Measure, float, str], ...] = (
    (lambda numbers, axis: numbers.mean(axis), 0.0, "has mean 0"),
    (lambda numbers, axis: numbers.sum(axis), 1.0, "adds up to 1"),
    (lambda numbers, axis: np.sqrt((numbers**2).sum(axis)), 1.0, "has length 1"),
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if any(pair.expected.ndim != 2 for pair in pairs):
        return None
    tables = [pair for pair in pairs if min(pair.expected.shape) >= 2]
    for measure, value, words in MEASURES:
        for axis, line in enumerate(LINES):
            if any(not holds(pair.expected, measure, axis, value) for pair in tables):
                continue
            remedy = f"Take it along dimension {axis} alone: `dim={axis}`."
            if is_so([held_along(pair, measure, axis, value) for pair in tables]):
                other = LINES[1 - axis]
                cause = f"Each {other} {words}, where each {line} is to: dimension {1 - axis} is taken, not {axis}."
                return Named("wrong-axis", cause, remedy)
            if value == 0 and is_so([held_by_all(pair, axis) for pair in tables]):
                return Named(
                    "wrong-axis", f"All numbers together have mean 0, where each {line} is to have it.", remedy
                )
    return None


def is_so(answers: Sequence[bool | None]) -> bool:
    """Say whether something holds wherever that can be told, and in two results at least."""
    return False not in answers and answers.count(True) >= LEAST


def held_along(pair: Pair, measure: Measure, axis: int, value: float) -> bool | None:
    """Say whether it holds of a result along the other dimension and not along this one; None where along both."""
    if holds(pair.expected, measure, 1 - axis, value):
        return None
    if not holds(pair.actual, measure, 1 - axis, value):
        return False
    return None if holds(pair.actual, measure, axis, value) else True


def held_by_all(pair: Pair, axis: int) -> bool | None:
    """Say whether the mean of all numbers is 0, and not that of each line; None where it is both."""
    if not near(pair.actual.mean(), np.array(0.0), ROOM):
        return False
    return None if near(pair.actual.mean(axis), np.array(0.0), ROOM).all() else True


def holds(numbers: np.ndarray, measure: Measure, axis: int, value: float) -> bool:
    """Say whether what is measured along a dimension is one number throughout."""
    return bool(near(measure(numbers, axis), np.array(value), ROOM).all())
