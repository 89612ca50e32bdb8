"""Another number, another truth value, another word."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tensorgrade.judgement.edit import Edit, Routine

PLACE = 10
UNMEANT = 0.3125


def edits(routine: Routine) -> Iterator[Edit]:
    """Give another value for each constant."""
    constants = [part.value for part in routine.expressions() if isinstance(part, ast.Constant)]
    words = sorted({value for value in constants if isinstance(value, str) and value.isidentifier()})
    defaults = [value for value in (*routine.node.args.defaults, *routine.node.args.kw_defaults) if value is not None]
    for part in (*defaults, *routine.expressions()):
        if isinstance(part, ast.Constant):
            yield from others_of(routine, part, part, words)
        elif isinstance(part, ast.UnaryOp) and isinstance(part.operand, ast.Constant):
            yield from others_of(routine, part, part.operand, words, sign=-1)


def others_of(
    routine: Routine, part: ast.expr, constant: ast.Constant, words: Sequence[str], sign: int = 1
) -> Iterator[Edit]:
    """Give a constant other values."""
    value, quoted, own = constant.value, routine.quoted(routine.statement_of(part)), named(routine, part)
    if isinstance(value, bool):
        told, others = "the opposite", [str(not value)]
    elif isinstance(value, int | float):
        numbers = other_counts(sign * value) if isinstance(value, int) else other_numbers(sign * value)
        told, others = "another number", list(map(repr, numbers))
    else:
        told, others = "another word", [repr(word) for word in words if value in words]
    variables = [name for name in routine.parameters if name != "self"] if told == "another number" else []
    remedy = f"Work through {quoted} with a small case by hand: what has to stand in place of {own}?"
    for other in others:
        edit = routine.edit(part, other, f"with {told} in place of {own} in {quoted}", remedy)
        number = float(other) if told == "another number" else None
        yield replace(edit, number=number, is_argument=isinstance(routine.outer.get(part), ast.Call))
    for name in variables:
        yield routine.edit(part, name, f"with what is given in place of {own} in {quoted}", remedy)


def named(routine: Routine, part: ast.expr) -> str:
    """Quote a value, with its name where it is given by one."""
    keyword = routine.outer.get(part)
    name = f"{keyword.arg}=" if isinstance(keyword, ast.keyword) and keyword.arg else ""
    return f"`{name}{routine.quoted(part).strip('`')}`"


def other_counts(value: int) -> list[int]:
    """Return other whole numbers, near ones first."""
    near = [value + 1, value - 1, -value, 0, 1, -1]
    return [other for other in dict.fromkeys(near) if other != value]


def other_numbers(value: float) -> list[float]:
    """Return other numbers, that may have been meant, and one that nobody means: where that mends it, any does."""
    meant = [1 - value, -value, value * 10, value / 10, value * 2, value / 2, 1.0, value + UNMEANT]
    return [other for other in dict.fromkeys(meant) if other != value]
