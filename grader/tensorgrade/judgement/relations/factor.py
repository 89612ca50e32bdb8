"""Every number is one and the same multiple of the expected one, or a multiple that follows the size of the result."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, is_enough, near

KINDS = VALUES
PLACE = 20

SIZES: tuple[tuple[Callable[[float], float], str], ...] = (
    (lambda size: 1 / size, "divided by"),
    (lambda size: size, "multiplied by"),
    (lambda size: 1 / math.sqrt(size), "divided by the root of"),
    (math.sqrt, "multiplied by the root of"),
)
MANY = 3  # cases, or different factors
COUNTED = "The result is {} a whole number, another one in each case: a count is left out or there twice."
OTHER_SIZE = "Look at what you divide or multiply by: a size that is the wrong one, left out or there twice."
REMEDY = "Look for a factor that is missing, there twice, or another one: a size, a rate, a weight."


def relate(group: Group) -> Named | None:
    return named_factor(group.alike, group.every_number) or counted(group.alike)


def named_factor(pairs: Sequence[Pair], what: str) -> Named | None:
    """Tell what some numbers are multiplied by, where each result has a factor of its own or all have the same."""
    factors = [factor_of(pair) for pair in pairs]
    known = [factor for factor in factors if factor is not None]
    if not is_enough(pairs) or len(known) < len(factors):
        return None
    if math.isclose(min(known), max(known), rel_tol=1e-3, abs_tol=1e-9):
        cause = f"{what} is {known[0]:.4g} times what is expected, {everywhere(len(pairs))}."
        return Named("wrong-scale", cause, REMEDY)
    if told := size_told(pairs, known):
        return Named("wrong-scale", f"{what} is {told}.", OTHER_SIZE)
    if sum(pair.expected.size > 1 for pair in pairs) < 2:
        return None
    several = ", ".join(list(dict.fromkeys(f"{factor:.3g}" for factor in known))[:MANY])
    if "," not in several:
        return Named(
            "wrong-scale", f"{what} is about {several} times what is expected, {everywhere(len(pairs))}.", REMEDY
        )
    cause = f"{what} is off by a factor, the same within a case and another one in another case: {several}."
    return Named("wrong-scale", cause, OTHER_SIZE)


def counted(pairs: Sequence[Pair]) -> Named | None:
    """Tell single numbers that are off by a whole number, another one in each case, or by 1 divided by one.

    Shares of a few samples are left out: those are such multiples of one another by chance.
    """
    if len(pairs) < MANY or any(pair.expected.size != 1 or is_share(pair.expected.item()) for pair in pairs):
        return None
    known = [factor for pair in pairs if (factor := factor_of(pair)) is not None]
    if len(known) < len(pairs) or len({round(factor, 4) for factor in known}) < MANY:
        return None
    if all(map(is_count, known)):
        return Named("wrong-scale", f"{COUNTED.format('too large by')}", "Divide by the count that is left out, once.")
    if all(is_count(1 / factor) for factor in known):
        return Named(
            "wrong-scale",
            f"{COUNTED.format('too small by')}",
            "Leave out a division by a count, or divide by the other one.",
        )
    return None


def is_count(factor: float) -> bool:
    """Say whether a factor is a whole number from 2 on."""
    return factor > 1.5 and math.isclose(factor, round(factor), rel_tol=1e-5)


def is_share(number: float) -> bool:
    """Say whether a number is a fraction of small numbers, as an accuracy over a few samples is."""
    return math.isclose(number, Fraction(number).limit_denominator(100), rel_tol=1e-6, abs_tol=1e-9)


def everywhere(count: int) -> str:
    """Say in how many cases something holds."""
    return "in the failing case" if count == 1 else f"in all {count} failing cases"


def factor_of(pair: Pair) -> float | None:
    """Return the factor between two arrays; None where there is none, or it is 0 or 1."""
    expected, actual = pair.expected.reshape(-1), pair.actual.reshape(-1)
    if not expected.size or not np.isfinite(expected).all() or not np.isfinite(actual).all():
        return None
    largest = int(np.abs(expected).argmax())
    if not expected[largest]:
        return None
    factor = float(actual[largest] / expected[largest])
    room = 1e-6 * abs(float(actual[largest])) + 1e-7
    is_one = math.isclose(factor, 1, rel_tol=1e-3)
    holds = bool((np.abs(actual - factor * expected) <= room + 1e-4 * np.abs(factor * expected)).all())
    return factor if holds and factor and not is_one else None


def size_told(pairs: Sequence[Pair], factors: Sequence[float]) -> str:
    """Say which size of the result the factors follow; empty for none."""
    dimensions = {pair.expected.ndim for pair in pairs}
    for rule, words in SIZES:
        for place in range(min(dimensions)):
            sizes = [pair.expected.shape[place] for pair in pairs]
            if follows(rule, sizes, factors):
                return f"{words} the size of dimension {place}"
        if follows(rule, [pair.expected.size for pair in pairs], factors):
            return f"{words} the number of elements"
    return ""


def follows(rule: Callable[[float], float], sizes: Sequence[int], factors: Sequence[float]) -> bool:
    """Say whether a factor follows from each size, and there are different sizes."""
    return (
        len(set(sizes)) > 1
        and 0 not in sizes
        and all(near(np.array(factor), np.array(rule(size))) for size, factor in zip(sizes, factors, strict=True))
    )
