"""What comes back is what is due in another call, as where an argument is not used."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tensorgrade.judgement.compare.comparison import Seen
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom, part_at
from tensorgrade.judgement.unexplained import VALUES, Group, are_near, numbers_of
from tensorgrade.judgement.wording import name_told

KINDS = VALUES
PLACE = 13
LEAST = 10.0  # a smaller whole number may be the same by chance, and so may a share of few samples
REMEDY = "Compare the two calls: what tells them apart is not used, or not where it has to be."


def relate(group: Group) -> Named | None:
    public = [symptom for symptom in group.symptoms if symptom.case.visibility == "public"]
    others = {symptom.call: other for symptom in public if (other := call_of(group, symptom))}
    matched = [symptom for symptom in public if symptom.call in others]
    if not matched or len(matched) < min(2, len(public)):
        return None
    own, other = next(iter(others.items()))
    names = {name_told(symptom) for symptom in matched}
    what = f'"{names.pop()}"' if len(names) == 1 and "result" not in names else "What comes back"
    return Named("wrong-values", f"{what} of `{own}` is what is due of `{other}`.", REMEDY)


def call_of(group: Group, symptom: Symptom) -> str:
    """Return a call that everybody may see, and of which what came is due; empty where there is none."""
    if symptom.actual is None:
        return ""
    actual = numbers_of(part_at(symptom.actual.observation.value, path_of(symptom)), symptom.actual)
    if actual is None or not is_telling(actual):
        return ""
    for call, due in numbers_due(group, symptom):
        if call != symptom.call and are_near(actual, due):
            return call
    return ""


def path_of(symptom: Symptom) -> tuple[int | str, ...]:
    """Return where in an observation the first difference is."""
    return symptom.mismatch.path if symptom.mismatch else ()


def is_telling(numbers: np.ndarray) -> bool:
    """Say whether the same numbers would hardly come by chance: large ones, or several."""
    finite = numbers.size > 0 and bool(np.isfinite(numbers).all())
    return finite and (bool((np.abs(numbers) >= LEAST).all()) or len(np.unique(numbers)) >= 3)


def numbers_due(group: Group, symptom: Symptom) -> Iterator[tuple[str, np.ndarray]]:
    """Give the numbers that are due in the same observation of other public cases, with their calls."""
    for case in (*group.passing, *(other.case for other in group.symptoms)):
        if case.visibility != "public" or case.id == symptom.case.id:
            continue
        expected, _ = group.evidence(case.id)
        for observation in expected.record.observations:
            if observation.name == symptom.observation and observation.call:
                seen = Seen(observation, expected.arrays)
                numbers = numbers_of(part_at(observation.value, path_of(symptom)), seen)
                if numbers is not None:
                    yield observation.call, numbers
