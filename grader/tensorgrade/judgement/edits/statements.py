"""A statement that is left out, or stands elsewhere: before its neighbour, before, behind or in a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine, Splice
from tensorgrade.python_source import plain_name

PLACE = 40

SIMPLE = (
    ast.Expr,
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.Return,
    ast.Raise,
    ast.Break,
    ast.Continue,
    ast.Delete,
)
LOOPS = (ast.For, ast.While)


def edits(routine: Routine) -> Iterator[Edit]:
    """Give the statements in another order, or with one less."""
    for block in routine.blocks():
        for number, statement in enumerate(block):
            before, after = (
                block[number - 1] if number else None,
                block[number + 1] if number + 1 < len(block) else None,
            )
            if isinstance(statement, ast.With):
                yield from without_block(routine, statement)
            if isinstance(statement, SIMPLE) and is_alone(routine, statement):
                yield left_out(routine, statement)
                yield from moved_past(routine, statement, after)
                yield from moved_out(routine, block, statement)
                yield from moved_in(routine, statement, before, after)


def is_alone(routine: Routine, statement: ast.stmt) -> bool:
    """Say whether a statement has its lines for itself."""
    code = routine.code
    line = code.content[code.starts[statement.lineno - 1] : code.begin(statement)]
    rest = code.content[code.end(statement) : line_end(routine, statement)]
    return not line.strip() and (not rest.strip() or rest.strip().startswith(b"#"))


def line_end(routine: Routine, statement: ast.stmt) -> int:
    """Return the offset behind the last line of a statement."""
    return routine.code.starts[statement.end_lineno or statement.lineno]


def left_out(routine: Routine, statement: ast.stmt) -> Edit:
    """Leave a statement out."""
    quoted = routine.quoted(statement)
    remedy = f"Ask what {quoted} is there for, and what the task says of that."
    return routine.edit(statement, "pass", f"without {quoted}", remedy, name_of(statement))


def moved(routine: Routine, statement: ast.stmt, at: int, indent: bytes, told: str) -> Edit:
    """Move a statement to the offset at which a line begins."""
    code, quoted = routine.code, routine.quoted(statement)
    content = code.content[code.begin(statement) : code.end(statement)]
    stop = code.content[at - 1 : at] not in (b"\n", b"\r") and at > 0
    line = (b"\n" if stop else b"") + indent + content + b"\n"
    return Edit(
        statement.lineno,
        f"with {quoted} {told}",
        f"Go through the lines in the order in which they run: when has {quoted} to happen, and how often?",
        (code.replaced(statement, "pass"), Splice(at, at, line)),
        about=name_of(statement),
    )


def name_of(statement: ast.stmt) -> str:
    """Name what a statement calls, where it is a call."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    return plain_name(value.func) if isinstance(value, ast.Call) else ""


def indent_of(statement: ast.stmt) -> bytes:
    """Return the blanks before a statement."""
    return b" " * statement.col_offset


def moved_past(routine: Routine, statement: ast.stmt, after: ast.stmt | None) -> Iterator[Edit]:
    """Move a statement behind the next one."""
    if after is not None and not isinstance(statement, ast.Return):
        told = f"behind line {after.end_lineno}"
        yield moved(routine, statement, line_end(routine, after), indent_of(statement), told)


def moved_out(routine: Routine, block: list[ast.stmt], statement: ast.stmt) -> Iterator[Edit]:
    """Move a statement before the loop or the condition that it stands in, or behind it."""
    outer = routine.outer.get(statement)
    if not isinstance(outer, (*LOOPS, ast.If, ast.With)):
        return
    kind = "loop" if isinstance(outer, LOOPS) else "block"
    behind = f"behind the {kind} of line {outer.lineno}"
    yield moved(routine, statement, line_end(routine, outer), indent_of(outer), behind)
    before = f"before the {kind} of line {outer.lineno}"
    if is_alone(routine, outer) or isinstance(outer, (*LOOPS, ast.With)):
        yield moved(routine, statement, routine.code.starts[outer.lineno - 1], indent_of(outer), before)


def moved_in(routine: Routine, statement: ast.stmt, before: ast.stmt | None, after: ast.stmt | None) -> Iterator[Edit]:
    """Move a statement into the loop beside it, to its beginning or its end."""
    for loop in (before, after):
        if isinstance(loop, LOOPS) and loop.body[0].lineno > loop.lineno:
            told = f"in the loop of line {loop.lineno}"
            first, last = loop.body[0], loop.body[-1]
            yield moved(routine, statement, routine.code.starts[first.lineno - 1], indent_of(first), told)
            yield moved(routine, statement, line_end(routine, last), indent_of(last), told)


def without_block(routine: Routine, statement: ast.With) -> Iterator[Edit]:
    """Run the lines of a `with` without it."""
    if len(statement.items) == 1 and statement.items[0].optional_vars is None:
        entered = statement.items[0].context_expr
        quoted = routine.quoted(entered)
        begin = routine.code.begin(statement)
        yield Edit(
            statement.lineno,
            f"without `with {quoted[1:-1]}`",
            f"Ask which of the lines may be under {quoted}.",
            (Splice(begin, routine.code.end(entered), b"if True"),),
            about=plain_name(entered.func if isinstance(entered, ast.Call) else entered),
        )
