"""Whole numbers lie far outside of those that are expected, as values do where positions are asked for."""

from __future__ import annotations

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, is_enough

KINDS = VALUES
PLACE = 95
REMEDY = "Where positions or classes are asked for, return no values: `argmax`, or the second part of `max(dim)`."


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if len(pairs) < 2 or not is_enough(pairs) or not all(pair.is_whole and pair.expected.ndim for pair in pairs):
        return None
    (least, most), (low, high) = (
        (min(float(part.min()) for part in parts), max(float(part.max()) for part in parts))
        for parts in zip(*((pair.expected, pair.actual) for pair in pairs), strict=True)
    )
    if most - least < 2 or not (high > most + (most - least) or low < least - (most - least)):
        return None
    cause = f"The results go from {low:.0f} to {high:.0f}, where only {least:.0f} to {most:.0f} are expected."
    return Named("wrong-values", cause, REMEDY)
