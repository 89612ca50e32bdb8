"""Another variable."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine

PLACE = 50


def edits(routine: Routine) -> Iterator[Edit]:
    """Put another variable of the function in the place of each."""
    names = routine.names
    for part in routine.expressions():
        if isinstance(part, ast.Name) and part.id in names and not is_called(routine, part):
            quoted = routine.quoted(routine.statement_of(part))
            told = f"with another variable in place of `{part.id}` in {quoted}"
            remedy = f"Look at each name in {quoted}: which one is meant in place of `{part.id}`?"
            yield from (routine.edit(part, other, told, remedy) for other in names)


def is_called(routine: Routine, part: ast.Name) -> bool:
    """Say whether a name is one of a function that is called there."""
    outer = routine.outer.get(part)
    return isinstance(outer, ast.Call) and outer.func is part
