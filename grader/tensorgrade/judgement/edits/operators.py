"""Another operator, the opposite of a condition, one side of an operation alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine

PLACE = 20

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
OTHER_TESTS: dict[type[ast.cmpop], str] = {ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in"}
OPERATORS = ("+", "-", "*", "/", "**", "//", "@")
SIGNS: dict[type[ast.operator], str] = {
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.FloorDiv: "//", ast.MatMult: "@"},
    **{ast.Mod: "%", ast.BitAnd: "&", ast.BitOr: "|"},
}
TURNED = ("-", "/", "@", "//", "%", "**")


def edits(routine: Routine) -> Iterator[Edit]:
    """Give other operators, and conditions without one."""
    for part in routine.walk():
        if isinstance(part, ast.Compare) and len(part.ops) == 1:
            test = OTHER_TESTS.get(type(part.ops[0]))
            tests = COMPARISONS if test is None else (test,)
            yield from (other_operator(routine, part, part.left, part.comparators[0], other) for other in tests)
        elif isinstance(part, ast.BinOp):
            others = near_operators(part.op)
            yield from (other_operator(routine, part, part.left, part.right, other) for other in others)
            yield from turned(routine, part)
            yield from one_side(routine, part)
        elif isinstance(part, ast.AugAssign):
            yield from other_assignments(routine, part)
        elif isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.Not | ast.Invert):
            sign = {ast.USub: "-", ast.Not: "not", ast.Invert: "~"}[type(part.op)]
            yield edit_of(routine, part, f"({routine.code.text(part.operand)})", f"without `{sign}`")
        elif isinstance(part, ast.If | ast.While | ast.IfExp):
            text = routine.code.text(part.test)
            yield edit_of(routine, part.test, f"(not ({text}))", "with the opposite of the condition")
        elif isinstance(part, ast.BoolOp):
            yield from without_one(routine, part)


def near_operators(operator: ast.operator) -> list[str]:
    """Return the operators that may have been meant; beside `&` and `|` that is the other one."""
    own = SIGNS.get(type(operator), "")
    if own in ("&", "|"):
        return ["|" if own == "&" else "&"]
    return [other for other in OPERATORS if other != own]


def edit_of(routine: Routine, part: ast.expr, text: str, told: str) -> Edit:
    """Put a text in the place of an expression."""
    quoted = routine.quoted(part)
    remedy = f"Say in words what {quoted} is to be, and compare that with the code."
    return routine.edit(part, text, f"{told} in {quoted}", remedy)


def other_operator(routine: Routine, part: ast.expr, left: ast.expr, right: ast.expr, operator: str) -> Edit:
    """Put an operator in the place of another."""
    text = f"(({routine.code.text(left)}) {operator} ({routine.code.text(right)}))"
    return edit_of(routine, part, text, "with another operator")


def turned(routine: Routine, part: ast.BinOp) -> Iterator[Edit]:
    """Turn an operation round whose sides are not alike."""
    if (sign := SIGNS.get(type(part.op))) in TURNED:
        text = f"(({routine.code.text(part.right)}) {sign} ({routine.code.text(part.left)}))"
        yield edit_of(routine, part, text, "with its two sides exchanged")


def one_side(routine: Routine, part: ast.BinOp) -> Iterator[Edit]:
    """Leave one side of an operation out."""
    for kept, left_out in ((part.left, part.right), (part.right, part.left)):
        text = f"({routine.code.text(kept)})"
        yield edit_of(routine, part, text, f"without {routine.quoted(left_out)}")


def other_assignments(routine: Routine, part: ast.AugAssign) -> Iterator[Edit]:
    """Put another operator before `=`, or none."""
    target, value = routine.code.text(part.target), routine.code.text(part.value)
    quoted = routine.quoted(part)
    for other in (*near_operators(part.op), *([""] if has_value_before(routine, part.target) else [])):
        told = f"with another operator in {quoted}" if other else f"with `=` alone in {quoted}"
        remedy = f"Say in words what {quoted} is to do, and compare that with the code."
        yield routine.edit(part, f"{target} {other}= {value}", told, remedy)


def has_value_before(routine: Routine, target: ast.expr) -> bool:
    """Say whether something else than an assignment with an operator sets a name; else that has nothing to go on."""
    if not isinstance(target, ast.Name) or target.id in routine.parameters:
        return True
    stored = (part for part in routine.walk() if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store))
    return any(part.id == target.id and part is not target for part in stored)


def without_one(routine: Routine, part: ast.BoolOp) -> Iterator[Edit]:
    """Leave one of several conditions out, or join them in the other way."""
    texts = [f"({routine.code.text(value)})" for value in part.values]
    own, other = (" and ", " or ") if isinstance(part.op, ast.And) else (" or ", " and ")
    yield edit_of(routine, part, f"({other.join(texts)})", f"with `{other.strip()}` in place of `{own.strip()}`")
    for number, value in enumerate(part.values):
        rest = own.join(texts[:number] + texts[number + 1 :])
        yield edit_of(routine, part, f"({rest})", f"without {routine.quoted(value)}")
