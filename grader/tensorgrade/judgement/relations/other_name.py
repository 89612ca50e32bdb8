"""Under one name of a result stands the number that is expected under another."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tensorgrade.judgement.compare.comparison import Path
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom, part_at
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.protocol.values import MappingValue, NumberValue, Value

KINDS = VALUES
PLACE = 5
NEAR = 1e-6
ANYONE_S = (0.0, 1.0)  # numbers that may stand under any name by chance


def relate(group: Group) -> Named | None:
    names = [names_of(symptom) for symptom in group.symptoms]
    if not names or len(set(names)) > 1 or not (found := names[0]):
        return None
    own, other = found
    cause = f"Under {own} stands the number that belongs under {other}."
    return Named("wrong-values", cause, "Look at which number is stored under which name.")


def names_of(symptom: Symptom) -> tuple[str, str] | None:
    """Return the name under which a number is wrong, and the one under which it is expected."""
    parts = symptom.parts()
    path = symptom.mismatch.path if symptom.mismatch else ()
    if parts is None or symptom.expected is None or not path or not isinstance(parts[1], NumberValue):
        return None
    given = float(parts[1].number)
    if parts[1].type != "float" or not math.isfinite(given) or given in ANYONE_S:
        return None
    for name, value in numbers_beside(symptom.expected.observation.value, path):
        if math.isclose(value, given, rel_tol=NEAR):
            return str(path[-1]), name
    return None


def numbers_beside(whole: Value, path: Path) -> Iterator[tuple[str, float]]:
    """Give the floats that stand in one dict with what a path leads to, under their names."""
    beside = part_at(whole, path[:-1])
    for name, value in beside.items if isinstance(beside, MappingValue) else ():
        if name != path[-1] and isinstance(value, NumberValue) and value.type == "float":
            yield str(name), float(value.number)
