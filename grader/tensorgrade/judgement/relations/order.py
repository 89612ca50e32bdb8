"""The same numbers stand in another order: turned round along a dimension, by whole rows, or sorted."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.patterns import is_rearranged
from tensorgrade.judgement.unexplained import VALUES, Group, Pair, are_near
from tensorgrade.judgement.wording import repro_told

KINDS = VALUES
PLACE = 50


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not pairs or not all(is_rearranged(pair.expected, pair.actual) for pair in pairs):
        return None
    deepest = min(pair.expected.ndim for pair in pairs)
    for axis in range(deepest):
        if all(are_near(pair.actual, np.flip(pair.expected, axis)) for pair in pairs):
            cause = f"The order along dimension {axis} is turned round."
            return Named(
                "wrong-values", cause, f"Leave out what turns dimension {axis} round, or count from its other end."
            )
    if all(pair.expected.ndim > 1 and has_whole_rows(pair) for pair in pairs):
        cause = "The rows are right and stand in another order."
        return Named(
            "wrong-values", cause, "Keep the order that is asked for: look for what sorts, shuffles or collects rows."
        )
    if all(np.array_equal(pair.actual.reshape(-1), np.sort(pair.actual, axis=None)) for pair in pairs):
        cause = "The numbers are right and come sorted, from the smallest to the largest."
        return Named("wrong-values", cause, "Leave out what sorts: `sort`, `unique`, a `set`.")
    for axis in range(deepest):
        if all(are_near(pair.actual, np.sort(pair.expected, axis)) for pair in pairs):
            cause = f"The numbers are right and come sorted along dimension {axis}, from the smallest to the largest."
            return Named("wrong-values", cause, "Leave out what sorts: `sort`, `unique`, a `set`.")
    if deepest > 2:
        return None
    cause = "The same numbers stand in another order."
    command = repro_told(group.symptoms[0])
    remedy = f"Follow one number from the input to the result (`{command}`), and see where its place changes."
    return Named("wrong-values", cause, remedy)


def has_whole_rows(pair: Pair) -> bool:
    """Say whether both have the same rows, in whatever order."""
    wanted, given = (sorted(map(tuple, part.reshape(len(part), -1).tolist())) for part in (pair.expected, pair.actual))
    return wanted == given
