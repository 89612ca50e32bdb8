"""Only numbers of one kind are wrong: negative ones, zeros, NaN or infinite ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 70
Test = Callable[[np.ndarray], np.ndarray]

NUMBERS: tuple[tuple[Test, str], ...] = (
    (np.isnan, "NaN"),
    (np.isinf, "infinite"),
    (lambda numbers: numbers == 0, "zero"),
    (lambda numbers: numbers < 0, "negative"),
    (lambda numbers: numbers > 0, "positive"),
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    if not pairs:
        return None
    wanted, far = (
        np.concatenate([part.reshape(-1) for part in parts])
        for parts in zip(*((p.expected, p.far) for p in pairs), strict=True)
    )
    if far.sum() < 2 or (~far).sum() < 2:
        return None
    rest = wanted[~far]
    for is_of_kind, words in NUMBERS:
        if is_of_kind(wanted[far]).all() and not is_of_kind(rest).any() and (rest != 0).any():
            cause = f"Only those numbers are wrong that should be {words}; all others are right."
            remedy = f"Call the function where the result should be {words}, and look at what each line makes of it."
            return Named("wrong-values", cause, remedy)
    return None
