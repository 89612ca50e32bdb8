"""Every number is the same function of the expected one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, is_enough, near

KINDS = VALUES
PLACE = 10
Formula = Callable[[np.ndarray], np.ndarray]

FORMULAS: tuple[tuple[Formula, str, str], ...] = (
    (
        np.abs,
        "has the right size and none is negative: the sign is lost.",
        "Leave out what drops the sign: `abs`, a norm, or the root of a square.",
    ),
    (
        np.negative,
        "has the right size and the opposite sign.",
        "Swap the two sides of a subtraction, or look for a minus that is missing or there twice.",
    ),
    (
        np.sqrt,
        "is the square root of the expected one.",
        "Leave out the root: `sqrt`, `** 0.5`, a norm, or `std` where the variance is asked for.",
    ),
    (
        np.square,
        "is the square of the expected one.",
        "Leave out the square, or take the root: the variance is the square of the standard deviation.",
    ),
    (
        np.reciprocal,
        "is 1 divided by the expected one.",
        "Swap the two sides of a division.",
    ),
    (
        lambda numbers: 1 - numbers,
        "is 1 minus the expected one.",
        "Count what is asked for and not the rest: right answers, not wrong ones.",
    ),
    (
        np.exp,
        "is `exp` of the expected one.",
        "Leave out `exp`, or take the logarithm.",
    ),
    (
        np.log,
        "is the logarithm of the expected one.",
        "Leave out `log`, or take `exp`.",
    ),
    (
        np.floor,
        "is the expected one, rounded down to a whole number.",
        "Leave out what rounds down: `//`, `floor`, an integer dtype.",
    ),
    (
        np.ceil,
        "is the expected one, rounded up to a whole number.",
        "Leave out what rounds up: `ceil`, a `//` of negative numbers.",
    ),
    (
        lambda numbers: summed_up(numbers, -1),
        "is the sum of the expected ones up to its place, along the last dimension.",
        "Leave out what adds up: `cumsum`, or a sum that is not set back to 0.",
    ),
    (
        lambda numbers: summed_up(numbers, 0),
        "is the sum of the expected ones up to its place, along dimension 0.",
        "Leave out what adds up: `cumsum`, or a sum that is not set back to 0.",
    ),
    (
        np.trunc,
        "is the expected one without the digits behind the point.",
        "Leave out what makes whole numbers: an integer dtype, `int(...)`, `//`.",
    ),
    (
        np.rint,
        "is the expected one, rounded to a whole number.",
        "Leave out the rounding.",
    ),
)

ACTIVATIONS: tuple[tuple[Formula, str], ...] = (
    (np.tanh, "tanh"),
    (lambda numbers: 1 / (1 + np.exp(-numbers)), "sigmoid"),
    (lambda numbers: softmax(numbers, -1), "softmax over the last dimension"),
    (lambda numbers: softmax(numbers, 0), "softmax over dimension 0"),
    (lambda numbers: np.log(softmax(numbers, -1)), "log-softmax over the last dimension"),
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs):
        return None
    for formula, cause, remedy in FORMULAS:
        if holds(formula, pairs):
            return Named("wrong-values", f"{group.every_number} {cause}", remedy)
    for formula, name in ACTIVATIONS:
        if holds(formula, pairs):
            return Named(
                "extra-activation", f"{group.every_number} is the {name} of the expected one.", f"Leave out the {name}."
            )
    return None


def holds(formula: Formula, pairs: Sequence[Pair]) -> bool:
    """Say whether a formula leads from all expected numbers to those that came."""
    return all(bool(near(pair.actual, formula(pair.expected)).all()) for pair in pairs)


def summed_up(numbers: np.ndarray, axis: int) -> np.ndarray:
    """Return the sums up to each place; of single numbers, which have none before them, nothing that fits."""
    return np.cumsum(numbers, axis) if numbers.ndim else np.array(np.nan)


def softmax(numbers: np.ndarray, axis: int) -> np.ndarray:
    """Return the softmax along a dimension; of single numbers nothing that fits."""
    if not numbers.size or not numbers.ndim:
        return np.full(numbers.shape, np.nan)
    powers = np.exp(numbers - numbers.max(axis, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis, keepdims=True)
    return shares
