"""A dict, or what is told by names, lacks some of them, or has others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.patterns import last_part
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import STRUCTURE, Group
from tensorgrade.protocol.values import MappingValue

KINDS = STRUCTURE
PLACE = 160
MOST = 3  # names that are told one by one
REMEDY = "Look for where each of these names comes from: a key that is written, an attribute that is set."


def relate(group: Group) -> Named | None:
    found = [names_of(symptom) for symptom in group.symptoms]
    found = [names for names in found if any(names)]
    if len(found) < max(1, len(group.symptoms) / 2):
        return None
    cause = lacking_told(*found[0]) if len(set(found)) == 1 else endings_told(found)
    return Named("wrong-structure", f"{cause}.", REMEDY) if cause else None


def lacking_told(missing: Sequence[str], more: Sequence[str]) -> str:
    """Tell which names are missing, and which are there and should not be."""
    lacking = f"{told(missing)} {are(missing)} missing" if missing else ""
    superfluous = f"{told(more)} {are(more)} there, and not asked for" if more else ""
    return "; ".join(part for part in (lacking, superfluous) if part)


def endings_told(found: Sequence[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Tell how all names end that are missing, other ones in each case; empty where there are others, too."""
    endings = list(dict.fromkeys(last_part(name.strip("'")) for missing, _ in found for name in missing))
    are_nested = all("." in name for missing, _ in found for name in missing)
    if any(more for _, more in found) or len(endings) > MOST or not are_nested:
        return ""
    return f"All names that are missing end with {' or '.join(f'`{ending}`' for ending in endings)}"


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


def are(names: Sequence[str]) -> str:
    """Return the verb for so many."""
    return "is" if len(names) == 1 else "are"
