"""Which summary of the batches' means is a number: the mean over samples, or one that weighs batches otherwise?"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["BY_BATCHES", "kind_of_mean"]

BY_BATCHES = (
    "mean over batches",
    "sum over batches, divided by the samples",
    "sum over samples, divided by the batches",
    "sum over samples, divided as if all batches were full",
    "sum as if all batches were full, divided by the samples",
)


def kind_of_mean(number: float, batches: Sequence[tuple[float, int]]) -> str:
    """Say which summary of the batches' (mean, size) a number is; nothing for one that is not known.

    BY_BATCHES: those in which batches are weighed or counted wrongly.

    >>> batches = [(1.0, 3), (4.0, 1)]
    >>> kind_of_mean(1.75, batches), kind_of_mean(2.5, batches)
    ('mean over samples', 'mean over batches')
    """
    samples, total = sum(size for _, size in batches), math.fsum(mean * size for mean, size in batches)
    means = math.fsum(mean for mean, _ in batches)
    kinds = {
        "mean over samples": total / samples,
        "mean over batches": means / len(batches),
        "sum over batches, divided by the samples": means / samples,
        "sum over samples, divided by the batches": total / len(batches),
        "sum over samples, divided as if all batches were full": total / len(batches) / batches[0][1],
        "sum as if all batches were full, divided by the samples": means * batches[0][1] / samples,
        "sum over samples": total,
        "sum over batches": means,
        "percent": 100 * total / samples,
        "mean of the last batch": batches[-1][0],
    }
    return next((kind for kind, value in kinds.items() if math.isclose(number, value, rel_tol=1e-5)), "")
