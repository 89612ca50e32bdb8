"""Every number is the same function of the expected one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, is_enough, near

KINDS = VALUES
PLACE = 10
Formula = Callable[[np.ndarray], np.ndarray]

FORMULAS: tuple[tuple[Formula, str, str], ...] = (
    (
        np.abs,
        "Every number has the right size and none is negative: the sign is lost.",
        "Leave out what drops the sign: `abs`, a norm, or the root of a square.",
    ),
    (
        np.negative,
        "Every number has the right size and the opposite sign.",
        "Swap the two sides of a subtraction, or look for a minus that is missing or there twice.",
    ),
    (
        np.sqrt,
        "Every number is the square root of the expected one.",
        "Leave out the root: `sqrt`, `** 0.5`, a norm, or `std` where the variance is asked for.",
    ),
    (
        np.square,
        "Every number is the square of the expected one.",
        "Leave out the square, or take the root: the variance is the square of the standard deviation.",
    ),
    (
        np.reciprocal,
        "Every number is 1 divided by the expected one.",
        "Swap the two sides of a division.",
    ),
    (
        lambda numbers: 1 - numbers,
        "Every number is 1 minus the expected one.",
        "Count what is asked for and not the rest: right answers, not wrong ones.",
    ),
    (
        np.exp,
        "Every number is `exp` of the expected one.",
        "Leave out `exp`, or take the logarithm.",
    ),
    (
        np.trunc,
        "Every number is the expected one without the digits behind the point.",
        "Leave out what makes whole numbers: an integer dtype, `int(...)`, `//`.",
    ),
    (
        np.rint,
        "Every number is the expected one, rounded to a whole number.",
        "Leave out the rounding.",
    ),
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs):
        return None
    for formula, cause, remedy in FORMULAS:
        if all(near(pair.actual, formula(pair.expected)).all() for pair in pairs):
            return Named("wrong-values", cause, remedy)
    return None
