"""Every number is the expected one times a factor, plus a number."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 35
ENOUGH = 6  # different numbers, of which two tell the factor and what is added


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not pairs:
        return None
    expected, actual = (
        np.concatenate([part.reshape(-1) for part in parts])
        for parts in zip(*((pair.expected, pair.actual) for pair in pairs), strict=True)
    )
    if len(np.unique(np.round(expected, 6))) < ENOUGH or not np.isfinite([expected, actual]).all():
        return None
    least, most = int(expected.argmin()), int(expected.argmax())
    factor = (actual[most] - actual[least]) / (expected[most] - expected[least])
    added = actual[least] - factor * expected[least]
    room = 1e-5 * float(np.abs(actual).max())
    if not factor or abs(added) <= room or not np.allclose(actual, factor * expected + added, rtol=0, atol=room):
        return None
    cause = f"{group.every_number} is {factor:.4g} times the expected one, plus {added:.4g}."
    return Named(
        "wrong-values", cause, "Look at the number that is subtracted or added, and at the one that is divided by."
    )
