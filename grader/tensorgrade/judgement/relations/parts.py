"""The result is a part of what is expected, or has more than that: rows are missing or superfluous."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import SHAPE, Group, Pair, are_near

KINDS = SHAPE
PLACE = 110
ONES = "The numbers are right; dimensions of size 1 are missing, superfluous or in another place, such as"
ONES_REMEDY = (
    "Name the dimension that is added or dropped (`unsqueeze(dim)`, `squeeze(dim)`, `keepdim`). "
    "Where several have size 1, look at which one it is."
)


def relate(group: Group) -> Named | None:
    pairs = group.numbers
    if not pairs or sum(pair.expected.size for pair in pairs) < 2:
        return None
    if all(are_near(pair.actual.reshape(-1), pair.expected.reshape(-1)) for pair in pairs):
        shapes = f"{pairs[0].actual.shape} in place of {pairs[0].expected.shape}"
        if all(map(differ_in_ones, pairs)):
            return Named("wrong-shape", f"{ONES} {shapes}.", ONES_REMEDY)
        cause = f"The numbers and their order are right; only the shape is another one, such as {shapes}."
        return Named("wrong-shape", cause, "Give the result the shape that is asked for, as `reshape` does.")
    if not all(pair.has_like_rows for pair in pairs):
        return None
    return part_told(pairs)


def differ_in_ones(pair: Pair) -> bool:
    """Say whether two shapes are the same but for dimensions of size 1."""
    wanted, given = ([size for size in part.shape if size != 1] for part in (pair.expected, pair.actual))
    return wanted == given


def part_told(pairs: tuple[Pair, ...]) -> Named | None:
    """Tell which rows are there, where the results have more or fewer than they should."""
    ranks = {pair.expected.ndim for pair in pairs}
    what = "numbers" if ranks == {1} else "rows" if ranks == {2} else "entries of dimension 0"
    for relation, cause, remedy in PARTS:
        if all(relation(pair.expected, pair.actual) for pair in pairs):
            return Named("wrong-shape", cause.format(what), remedy.format(what))
    return None


def is_beginning(whole: np.ndarray, part: np.ndarray) -> bool:
    """Say whether a part is what a whole begins with."""
    return 0 < len(part) < len(whole) and are_near(part, whole[: len(part)])


def is_end(whole: np.ndarray, part: np.ndarray) -> bool:
    """Say whether a part is what a whole ends with."""
    return 0 < len(part) < len(whole) and are_near(part, whole[-len(part) :])


PARTS = (
    (
        is_beginning,
        "The first {} are right, and the last ones are missing.",
        "Look at where it ends: the end of a range or slice is left out, and a last, shorter batch counts too.",
    ),
    (
        is_end,
        "The last {} are right, and the first ones are missing.",
        "Look at where it begins: the first index is 0.",
    ),
    (
        lambda expected, actual: is_beginning(actual, expected),
        "The {} that are asked for are there, and more behind them.",
        "Look at where it ends: the end of a range or slice is left out.",
    ),
    (
        lambda expected, actual: is_end(actual, expected),
        "The {} that are asked for are there, and more before them.",
        "Look at where it begins.",
    ),
)
