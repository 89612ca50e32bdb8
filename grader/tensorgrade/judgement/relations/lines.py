"""Each column, or each row, is a multiple of the expected one, with a factor of its own; some are right."""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.relations.factor import factor_of
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, is_enough, near

KINDS = VALUES
PLACE = 40


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs) or any(pair.expected.ndim != 2 for pair in pairs):
        return None
    for axis, what in ((1, "column"), (0, "row")):
        if told := factors_told(pairs, axis, what):
            remedy = (
                f"Look at what each {what} is divided or multiplied by, and for which {what}s that is another number."
            )
            return Named("wrong-values", told, remedy)
    return None


def factors_told(pairs: Sequence[Pair], axis: int, what: str) -> str:
    """Tell the factors of columns or rows; empty where there are none, or where those of each result are alike."""
    lines = [lines_of(pair, axis) for pair in pairs]
    factors = [[1.0 if is_right(line) else factor_of(line) for line in group] for group in lines]
    known = [[factor for factor in group if factor is not None] for group in factors]
    long = [line for group in lines for line in group if not is_right(line) and line.expected.size > 1]
    is_mixed = any(len({round(factor, 3) for factor in group}) > 1 for group in known)
    if known != factors or len(long) < 2 or not is_mixed:
        return ""
    every = [factor for group in known for factor in group]
    wrong = [factor for factor in every if factor != 1.0]
    which = f"Some {what}s are right. Each of the others" if len(wrong) < len(every) else f"Each {what}"
    return f"{which} is off by a factor of its own, from {min(wrong):.3g} to {max(wrong):.3g}."


def lines_of(pair: Pair, axis: int) -> list[Pair]:
    """Cut a pair into columns or rows."""
    places = range(pair.expected.shape[axis])
    return [Pair(pair.expected.take(i, axis), pair.actual.take(i, axis), pair.tolerance) for i in places]


def is_right(line: Pair) -> bool:
    """Say whether a column or row is as it should be."""
    return bool(near(line.actual, line.expected, line.tolerance).all())
