"""The parts of a result are right, and each stands where another one belongs."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from tensorgrade.judgement.compare.comparison import Seen
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import DTYPE, SHAPE, VALUES, Group, near, numbers_of
from tensorgrade.protocol.values import SequenceValue

KINDS = (*VALUES, *SHAPE, *DTYPE)
PLACE = 7
MOST_PARTS = 4


def relate(group: Group) -> Named | None:
    if len(group.symptoms) < 2 or not all(map(is_exchanged, group.symptoms)):
        return None
    return Named(
        "wrong-values",
        "The parts of the result are right, and stand in another order than the one that is asked for.",
        "Return the parts in the order that the docstring names. Some functions of torch give theirs in another one.",
    )


def is_exchanged(symptom: Symptom) -> bool:
    """Say whether what was seen is the expected parts in another order."""
    parts = [parts_of(seen) for seen in (symptom.expected, symptom.actual)]
    if not all(parts) or len(parts[0]) != len(parts[1]) or len(parts[0]) > MOST_PARTS:
        return False
    expected, actual = parts
    orders = list(permutations(range(len(expected))))[1:]
    return any(all(is_same(actual[i], expected[place]) for i, place in enumerate(order)) for order in orders)


def parts_of(seen: Seen | None) -> list[np.ndarray]:
    """Return the numbers of each part of a sequence; none where a part has none."""
    value = seen.observation.value if seen else None
    if seen is None or not isinstance(value, SequenceValue):
        return []
    numbers = [numbers_of(part, seen) for part in value.items[: MOST_PARTS + 1]]
    return [] if any(part is None for part in numbers) else [part for part in numbers if part is not None]


def is_same(part: np.ndarray, other: np.ndarray) -> bool:
    """Say whether two parts have one shape and the same numbers."""
    return part.shape == other.shape and bool(near(part.astype(np.float64), other.astype(np.float64)).all())
