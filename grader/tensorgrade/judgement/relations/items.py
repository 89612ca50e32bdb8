"""A list or tuple has the parts that are due, and others before or behind them; or it lacks some at an end."""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.judgement.compare.comparison import Comparison
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import SequenceValue, Value

KINDS = STRUCTURE
PLACE = 145
MOST = 8  # parts that are compared
REMEDY = "Give back what the docstring lists, in its order, and nothing else."
TOLD = {
    "more behind": "the parts that are due are there, and more behind them.",
    "more before": "the parts that are due are there, and more before them.",
    "end missing": "the first parts are right, and the last ones are missing.",
    "begin missing": "the last parts are right, and the first ones are missing.",
}


def relate(group: Group) -> Named | None:
    ways = {way_of(symptom) for symptom in group.symptoms}
    told = TOLD.get(ways.pop()) if len(ways) == 1 else None
    names = {symptom.observation for symptom in group.symptoms}
    where = f'Of "{names.pop()}": ' if len(names) == 1 and "result" not in names else "Of the result: "
    return Named("wrong-structure", f"{where}{told}", REMEDY) if told else None


def way_of(symptom: Symptom) -> str:
    """Say how two sequences of different lengths belong together; empty where they do not."""
    parts = symptom.parts()
    if parts is None or symptom.expected is None or symptom.actual is None:
        return ""
    wanted, given = parts
    if not isinstance(wanted, SequenceValue) or not isinstance(given, SequenceValue) or wanted.type != given.type:
        return ""
    due, came = wanted.items, given.items
    if not due or not came or max(len(due), len(came)) > MOST:
        return ""
    shorter = min(len(due), len(came))
    compared = Comparison(symptom.expected, symptom.actual)
    if are_right(compared, due[:shorter], came[:shorter]):
        return "more behind" if shorter == len(due) else "end missing"
    if are_right(compared, due[-shorter:], came[-shorter:]):
        return "more before" if shorter == len(due) else "begin missing"
    return ""


def are_right(compared: Comparison, due: Sequence[Value], came: Sequence[Value]) -> bool:
    """Say whether parts are as they should be, one by one."""
    return all(
        compared.of_parts(place, one, other) is None for place, (one, other) in enumerate(zip(due, came, strict=True))
    )
