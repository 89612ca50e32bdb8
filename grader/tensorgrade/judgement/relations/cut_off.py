"""Numbers beyond a bound come as the bound; the others are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import ENOUGH, VALUES, Group, Pair

KINDS = VALUES
PLACE = 60
REMEDY = "Leave out what cuts numbers off: `clamp`, `clip`, `minimum`, `maximum`, an activation with a bound."


def relate(group: Group) -> Named | None:
    return named_cut_off(group.alike, "numbers")


def named_cut_off(pairs: Sequence[Pair], what: str) -> Named | None:
    """Tell that large ones of some numbers are cut off, and at which bound, where that is always the same."""
    bounds = [bounds_of(pair) for pair in pairs if pair.far.any()]
    known = [bound for bound in bounds if bound is not None]
    if len(known) < len(bounds) or not is_proved(pairs):
        return None
    lows, highs = ({round(bound[i], 6) for bound in known if np.isfinite(bound[i])} for i in (0, 1))
    if len(lows) > 1 or len(highs) > 1:
        return Named("wrong-values", f"The small {what} are right, and large ones are cut off at a bound.", REMEDY)
    sides = [f"{words} {side.pop():.4g}" for side, words in ((highs, "above"), (lows, "below")) if side]
    bounds_told = " or ".join(sides)
    return Named(
        "wrong-values", f"Those {what} are cut off that should be {bounds_told}; all others are right.", REMEDY
    )


def is_proved(pairs: Sequence[Pair]) -> bool:
    """Say whether several numbers beyond a bound come as it, and others are right."""
    wrong = [number for pair in pairs for number in pair.expected[pair.far].tolist()]
    return len(wrong) >= ENOUGH and len(set(wrong)) > 1 and sum(int((~pair.far).sum()) for pair in pairs) > 1


def bounds_of(pair: Pair) -> tuple[float, float] | None:
    """Return below and above which numbers are cut off, NaN on a side where none is; None where nothing is."""
    far = pair.far
    wrong, wanted = pair.actual[far], pair.expected[far]
    if far.all() or not np.isfinite(wrong).all():
        return None
    sides = [wrong[wrong > wanted], wrong[wrong < wanted]]
    if any(part.size and not np.allclose(part, part[0], rtol=1e-5, atol=1e-7) for part in sides):
        return None
    low, high = (float(part[0]) if part.size else np.nan for part in sides)
    rest = pair.actual[~far]
    is_within = not (rest < low - 1e-6).any() and not (rest > high + 1e-6).any()
    return (low, high) if is_within else None
