"""What has to hold along one dimension holds along the other: each row has mean 0, and not each column."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.tolerances import Tolerance
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, near

KINDS = VALUES
PLACE = 37
ROOM = Tolerance(0.0, 1e-4)
LINES = ("column", "row")  # what is taken along dimension 0, and along dimension 1
Measure = Callable[[np.ndarray, int], np.ndarray]
MEASURES: tuple[tuple[Measure, float, str], ...] = (
    (lambda numbers, axis: numbers.mean(axis), 0.0, "has mean 0"),
    (lambda numbers, axis: numbers.sum(axis), 1.0, "adds up to 1"),
    (lambda numbers, axis: np.sqrt((numbers**2).sum(axis)), 1.0, "has length 1"),
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not pairs or any(pair.expected.ndim != 2 or min(pair.expected.shape) < 2 for pair in pairs):
        return None
    for measure, value, words in MEASURES:
        for axis, line in enumerate(LINES):
            if any(not holds(pair.expected, measure, axis, value) for pair in pairs):
                continue
            other = LINES[1 - axis]
            if all(holds_along_other(pair, measure, axis, value) for pair in pairs):
                cause = f"Each {other} {words}, where each {line} is to: dimension {1 - axis} is taken, not {axis}."
                return Named("wrong-axis", cause, f"Take it along dimension {axis}: `dim={axis}`.")
            if value == 0 and all(holds_for_all(pair) for pair in pairs):
                cause = f"All numbers together have mean 0, where each {line} is to have it."
                return Named("wrong-axis", cause, f"Take it along dimension {axis} alone: `dim={axis}`.")
    return None


def holds(numbers: np.ndarray, measure: Measure, axis: int, value: float) -> bool:
    """Say whether what is measured along a dimension is one number throughout."""
    return bool(near(measure(numbers, axis), np.array(value), ROOM).all())


def holds_along_other(pair: Pair, measure: Measure, axis: int, value: float) -> bool:
    """Say whether it holds of the result along the other dimension, and of the expected one does not."""
    return holds(pair.actual, measure, 1 - axis, value) and not any(
        (holds(pair.actual, measure, axis, value), holds(pair.expected, measure, 1 - axis, value))
    )


def holds_for_all(pair: Pair) -> bool:
    """Say whether the mean of all numbers of the result is 0, and that of its lines along no dimension."""
    lines = [pair.actual.mean(each) for each in (0, 1)]
    return bool(near(pair.actual.mean(), np.array(0.0), ROOM)) and not any(
        near(line, np.array(0.0), ROOM).all() for line in lines
    )
