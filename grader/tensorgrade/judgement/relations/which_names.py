"""Of many parts that have names some are wrong, which have in common what the right ones have not."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.patterns import which_told
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.protocol.values import MappingValue

KINDS = VALUES
PLACE = 97
LEAST = 4  # parts, of which to tell
REMEDY = "Look for what reaches some of these names and not the others: a loop, a condition, a list."


def relate(group: Group) -> Named | None:
    told = {told_of_names(symptom) for symptom in group.symptoms}
    if len(told) != 1 or not (cause := told.pop()):
        return None
    return Named("wrong-values", f"{cause}.", REMEDY)


def told_of_names(symptom: Symptom) -> str:
    """Tell which parts of a dict are wrong; empty where there are few, or all are, or one is."""
    expected, actual = symptom.expected, symptom.actual
    if expected is None or actual is None:
        return ""
    wanted, given = expected.observation.value, actual.observation.value
    if not isinstance(wanted, MappingValue) or not isinstance(given, MappingValue):
        return ""
    due, came = dict(wanted.items), dict(given.items)
    if due.keys() != came.keys() or len(due) < LEAST:
        return ""
    whole = Comparison(expected, actual)
    wrong = [name for name in due if whole.of_parts(name, due[name], came[name]) is not None]
    right = [str(name).strip("'") for name in due if name not in wrong]
    return which_told([str(name).strip("'") for name in wrong], right) if right and len(wrong) > 1 else ""
