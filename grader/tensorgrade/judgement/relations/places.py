"""Only numbers at certain places are wrong: the last row, the first column, the diagonal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, Pair

KINDS = VALUES
PLACE = 80
LINES = ("number", "row", "column")


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if len(pairs) < 2:
        return None
    told = place_told(pairs)
    remedy = "Call the function on a small input, and look at how that place is reached: a bound, an index, a mask."
    return Named("wrong-values", f"Only {told} wrong; all other numbers are right.", remedy) if told else None


def place_told(pairs: Sequence[Pair]) -> str:
    """Name the places at which all results are wrong, and nowhere else; empty for none."""
    shapes = {pair.expected.ndim for pair in pairs}
    if shapes == {2} and all(is_only(pair, lambda far: np.eye(*far.shape, dtype=bool)) for pair in pairs):
        return "the numbers on the diagonal are"
    for axis in range(min(shapes)):
        what = "number" if shapes == {1} else ("row", "column")[axis] if shapes == {2} else f"entry of dimension {axis}"
        for end, words in ((-1, "last"), (0, "first")):
            if all(is_only(pair, at_end(axis, end)) for pair in pairs):
                return f"the {words} {what} is"
    return ""


def at_end(axis: int, end: int) -> Callable[[np.ndarray], np.ndarray]:
    """Return what marks one end of a dimension."""

    def marked(far: np.ndarray) -> np.ndarray:
        mask = np.zeros(far.shape, dtype=bool)
        np.moveaxis(mask, axis, 0)[end] = True
        return mask

    return marked


def is_only(pair: Pair, marked: Callable[[np.ndarray], np.ndarray]) -> bool:
    """Say whether numbers are wrong at those places alone, and there are at least two others."""
    if 0 in pair.expected.shape:
        return False
    places = marked(pair.far)
    return bool(pair.far.any() and not pair.far[~places].any() and (~places).sum() >= 2)
