"""What is asked for lies one level deeper, under a key of its own."""

from __future__ import annotations

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import MappingValue

KINDS = STRUCTURE
PLACE = 150


def relate(group: Group) -> Named | None:
    keys = {key_around(symptom) for symptom in group.symptoms}
    if len(keys) != 1 or not (key := keys.pop()):
        return None
    cause = f"The parts that are asked for lie one level deeper, under {key}."
    return Named("wrong-structure", cause, f"Give what is under {key} itself, without a dict around it.")


def key_around(symptom: Symptom) -> str:
    """Return the key under which a dict has the keys that are expected of it; empty where there is none."""
    wanted, given = symptom.parts() or (None, None)
    if not isinstance(wanted, MappingValue) or not isinstance(given, MappingValue):
        return ""
    keys = {key for key, _ in wanted.items}
    under = [
        str(key)
        for key, value in given.items
        if isinstance(value, MappingValue) and {one for one, _ in value.items} == keys
    ]
    return under[0] if len(under) == 1 and keys else ""
