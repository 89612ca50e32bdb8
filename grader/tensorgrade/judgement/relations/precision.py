"""All numbers are right to a few digits, and no further."""

from __future__ import annotations

import math

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, is_enough

KINDS = VALUES
PLACE = 85
NEARLY = 5e-3  # of the largest number
LARGE = 1e6  # whole numbers below this are counts, and no digits are lost of them
REMEDY = "Look for what costs digits: a dtype with fewer, a rounding, a small number that is added, an approximation."


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs) or any(pair.is_whole and np.abs(pair.expected).max() < LARGE for pair in pairs):
        return None
    errors = []
    for pair in pairs:
        size = float(np.abs(pair.expected).max())
        gap = float(np.abs(pair.actual - pair.expected).max())
        if not math.isfinite(gap) or not size or gap > NEARLY * size:
            return None
        errors.append(gap / size)
    digits = max(2, math.floor(-math.log10(max(errors))))
    return Named("wrong-values", f"All numbers are right to about {digits} digits, and no further.", REMEDY)
