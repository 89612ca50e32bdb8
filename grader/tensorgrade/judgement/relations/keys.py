"""A dict, or what is told by names, lacks some of them, or has others."""

from __future__ import annotations

from collections.abc import Iterable

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import MappingValue

KINDS = STRUCTURE
PLACE = 160
MOST = 3  # names that are told one by one
REMEDY = "Look for where each of these names comes from: a key that is written, an attribute that is set."


def relate(group: Group) -> Named | None:
    found = {names_of(symptom) for symptom in group.symptoms}
    if len(found) != 1:
        return None
    missing, more = found.pop()
    lacking = f"{told(missing)} {are(missing)} missing" if missing else ""
    superfluous = f"{told(more)} {are(more)} there, and not asked for" if more else ""
    if not lacking and not superfluous:
        return None
    cause = "; ".join(part for part in (lacking, superfluous) if part)
    return Named("wrong-structure", f"{cause}.", REMEDY)


def names_of(symptom: Symptom) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that a dict lacks, and those that it has and should not; nothing of anything else."""
    wanted, given = symptom.parts() or (None, None)
    if not isinstance(wanted, MappingValue) or not isinstance(given, MappingValue):
        return (), ()
    due, came = ([str(key) for key, _ in value.items] for value in (wanted, given))
    return tuple(key for key in due if key not in came), tuple(key for key in came if key not in due)


def told(names: Iterable[str]) -> str:
    """Name some of them, and how many others there are."""
    listed = list(names)
    shown, others = listed[:MOST], len(listed) - MOST
    if others > 0:
        return f"{', '.join(shown)} and {others} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def are(names: tuple[str, ...]) -> str:
    """Return the verb for so many."""
    return "is" if len(names) == 1 else "are"
