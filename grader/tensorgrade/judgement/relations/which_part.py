"""One part of a result is wrong in each failing case, and its other parts are right."""

from __future__ import annotations

from collections.abc import Mapping

from tensorgrade.judgement.compare.comparison import Comparison
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import VALUES, Group, Pair
from tensorgrade.judgement.wording import part_named
from tensorgrade.protocol.values import MappingValue, SequenceValue, Value

KINDS = VALUES
PLACE = 98
CALLS = 3  # in which the same part is wrong
MOST_PARTS = 8


def relate(group: Group) -> Named | None:
    wrong = {wrong_part(symptom) for symptom in group.symptoms}
    if len(group.symptoms) < CALLS or len(wrong) != 1 or not (part := wrong.pop()):
        return None
    sides = {side_of(pair) for pair in group.pairs}
    side = f", and always {sides.pop()}" if len(sides) == 1 and "" not in sides else ""
    cause = f"{part} is wrong in all {len(group.symptoms)} failing calls{side}; the other parts of it are right."
    remedy = f"Look only at what makes {part}: what it is taken over, and how the parts of it are put together."
    return Named("wrong-values", cause, remedy)


def wrong_part(symptom: Symptom) -> str:
    """Name the one part of an observation that is wrong where all others are right; empty where there is none."""
    expected, actual = symptom.expected, symptom.actual
    if expected is None or actual is None:
        return ""
    wanted, given = (parts_of(seen.observation.value) for seen in (expected, actual))
    if wanted.keys() != given.keys() or not 1 < len(wanted) <= MOST_PARTS:
        return ""
    whole = Comparison(expected, actual)
    wrong = [step for step in wanted if whole.of_parts(step, wanted[step], given[step]) is not None]
    return part_named(symptom.observation, (wrong[0],)) if len(wrong) == 1 else ""


def parts_of(value: Value) -> Mapping[int | str, Value]:
    """Return the parts of a tuple or a dict, by how they are reached."""
    if isinstance(value, SequenceValue) and value.type == "tuple":
        return dict(enumerate(value.items))
    return dict(value.items) if isinstance(value, MappingValue) else {}


def side_of(pair: Pair | None) -> str:
    """Say to which side single numbers are off; empty where there are several numbers, or none."""
    if pair is None or pair.expected.size != 1 or pair.actual.size != 1:
        return ""
    return "too small" if pair.actual.item() < pair.expected.item() else "too large"
