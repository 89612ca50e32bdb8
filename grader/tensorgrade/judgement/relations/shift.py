"""Every number is too large or too small by one and the same number."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group, is_enough

KINDS = VALUES
PLACE = 30


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not is_enough(pairs):
        return None
    gaps = np.concatenate([(pair.actual - pair.expected).reshape(-1) for pair in pairs])
    first = float(gaps[0])
    if not np.isfinite(gaps).all() or not first or not np.allclose(gaps, first, rtol=1e-4, atol=0):
        return None
    size = "large" if first > 0 else "small"
    cause = f"{group.every_number} is {abs(first):.4g} too {size}."
    return Named(
        "wrong-values", cause, f"Look for {abs(first):.4g} that is added or left out: a start value, an index."
    )
