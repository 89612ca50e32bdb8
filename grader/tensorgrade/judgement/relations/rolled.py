"""Every number stands some places further along a dimension, and those that fall off come in at the other end."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, are_near

KINDS = VALUES
PLACE = 49
MOST = 8  # places by which numbers are moved
REMEDY = "Look for an index that begins at 1 or at -1, for `roll`, and for a value that is kept from the pass before."


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not pairs or not all(map(can_tell, pairs)):
        return None
    for axis in range(min(pair.expected.ndim for pair in pairs)):
        for shift in (step for size in range(1, MOST + 1) for step in (size, -size)):
            if all(is_rolled(pair, shift, axis) for pair in pairs):
                return Named("wrong-values", told(axis, shift), REMEDY)
    return None


def can_tell(pair: Pair) -> bool:
    """Say whether there are enough different numbers, so that none fits by chance."""
    return pair.expected.ndim > 0 and len(np.unique(pair.expected)) >= max(4, pair.expected.size // 2)


def is_rolled(pair: Pair, shift: int, axis: int) -> bool:
    """Say whether the numbers are the expected ones, so many places further."""
    return abs(shift) < pair.expected.shape[axis] and are_near(pair.actual, np.roll(pair.expected, shift, axis))


def told(axis: int, shift: int) -> str:
    """Say by how many places numbers are moved, and where those at the end go."""
    places = "1 place" if abs(shift) == 1 else f"{abs(shift)} places"
    way, end = ("late", "first") if shift > 0 else ("early", "last")
    return f"Along dimension {axis} every entry comes {places} too {way}, and what falls off comes {end}."
