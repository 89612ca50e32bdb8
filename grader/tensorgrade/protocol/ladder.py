"""The names of the diagnoses, in the order in which they are tried.

Each file in judgement/diagnoses is one diagnosis, found by being there: its file is its name, and its line
`PLACE = ...` says where on the ladder it stands. Both are read here and nothing is imported, for who asks for a name
judges nothing.

1000s: what kept the check from running. 2000s: state left changed. 3000s: an exception whose cause is known.
4000s: what the author of a check, or the evidence itself, points to. 5000s: the first attribute that differs.
"""

from __future__ import annotations

import re
from pathlib import Path

DIAGNOSES = Path(__file__).parents[1] / "judgement" / "diagnoses"
PLACE = re.compile(r"^PLACE = (\d{1,9})$", re.MULTILINE)


def ladder_in(folder: Path) -> tuple[str, ...]:
    """List the diagnoses of a folder, the first rung first. Raises ValueError for two on one rung, or one on none."""
    rungs: dict[int, str] = {}
    for path in sorted(folder.glob("[!_]*.py")):
        place = PLACE.search(path.read_text(encoding="utf-8"))
        if place is None:
            raise ValueError(f"{path.name} has no line `PLACE = ...`, with the number of its rung")
        name = path.stem.replace("_", "-")
        if (other := rungs.setdefault(int(place[1]), name)) != name:
            raise ValueError(f"{other} and {name} stand in one place of the ladder: {place[1]}")
    return tuple(rungs[place] for place in sorted(rungs))


LADDER = ladder_in(DIAGNOSES)
