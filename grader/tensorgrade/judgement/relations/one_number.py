"""One and the same number came back in several calls that ask for different ones."""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.judgement.wording import name_told

KINDS = VALUES
PLACE = 9
CALLS = 3  # that ask for different results; of fewer, a count or an average may be the same by chance
REMEDY = (
    "Look at the line that gives that number. It may not use what the calls differ in, "
    "or the numbers are never written into the result."
)


def relate(group: Group) -> Named | None:
    pairs = group.alike
    asked = {np.unique(np.round(pair.expected, 6)).tobytes() for pair in pairs}
    if len(asked) < CALLS:
        return None
    given = np.unique(np.concatenate([pair.actual.reshape(-1) for pair in pairs]))
    if len(given) != 1 or not np.isfinite(given[0]):
        return None
    names = {name_told(symptom) for symptom in group.symptoms}
    what = f'"{names.pop()}"' if len(names) == 1 and "result" not in names else "What came back"
    cause = f"{what} is always {given[0]:g} in {len(pairs)} calls, for which {len(asked)} different results are due."
    return Named("wrong-values", cause, REMEDY)
