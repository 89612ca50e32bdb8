"""Another place in an index, other entries of a slice, the parts of a tuple in another order, or one of them alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine

PLACE = 15


def edits(routine: Routine) -> Iterator[Edit]:
    """Give other indices and other orders."""
    for part in routine.walk():
        if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Load):
            yield from other_indices(routine, part)
        if isinstance(part, ast.Slice):
            yield from other_slices(routine, part)
        if isinstance(part, ast.Tuple | ast.List):
            yield from other_orders(routine, part)


def edit_of(routine: Routine, part: ast.expr, text: str, told: str) -> Edit:
    """Put a text in the place of an index or a tuple."""
    quoted = routine.quoted(part)
    remedy = f"Write down for a small case which entries {quoted} has to give, and in which order."
    return routine.edit(part, text, f"{told} in {quoted}", remedy)


def other_indices(routine: Routine, part: ast.Subscript) -> Iterator[Edit]:
    """Give the whole in place of a part, and another dimension to pick from."""
    value, index = routine.code.text(part.value), routine.code.text(part.slice)
    yield edit_of(routine, part, f"({value})", f"without `[{index}]`")
    if not isinstance(part.slice, ast.Tuple):
        yield edit_of(routine, part, f"({value})[:, {index}]", "with the index in another dimension")
    elif len(part.slice.elts) > 1:
        first, *rest = map(routine.code.text, part.slice.elts)
        yield edit_of(routine, part, f"({value})[{', '.join([*rest, first])}]", "with the indices in another order")
        if rest[0] != ":":
            yield edit_of(routine, part, f"({value})[{first}][:, {', '.join(rest)}]", "with one index after the other")
        if first == ":":
            yield edit_of(routine, part, f"({value})[{', '.join(rest)}]", "with the index in another dimension")


def other_slices(routine: Routine, part: ast.Slice) -> Iterator[Edit]:
    """Begin or end elsewhere."""
    outer = routine.outer[part]
    outer = routine.outer[outer] if isinstance(outer, ast.Tuple) else outer
    quoted = routine.quoted(outer) if isinstance(outer, ast.Subscript) else routine.quoted(part)
    lower, upper, step = (routine.code.text(each) if each else "" for each in (part.lower, part.upper, part.step))
    behind = f":{step}" if step else ""
    others = [f"{lower}:{behind}", f":{upper}{behind}", f"{lower}:{upper}"]
    others += [f"{lower}:({upper}) {sign} 1{behind}" for sign in "+-" if upper]
    others += [f"({lower}) {sign} 1:{upper}{behind}" for sign in "+-" if lower]
    others += [f"1:{upper}{behind}"] if not lower else []
    others += [f"{lower}:-1{behind}"] if not upper else []
    for other in others:
        if other != routine.code.text(part):
            remedy = f"Write down which entries {quoted} has to give: from which one on, up to which one?"
            yield routine.edit(part, other, f"with another begin, end or step in {quoted}", remedy)


def other_orders(routine: Routine, part: ast.Tuple | ast.List) -> Iterator[Edit]:
    """Exchange two parts of a tuple, or take one of them alone."""
    texts = [routine.code.text(each) for each in part.elts]
    if not 2 <= len(texts) <= 4 or isinstance(part.ctx, ast.Del):
        return
    begin, end = ("[", "]") if isinstance(part, ast.List) else ("(", ")")
    for second in range(len(texts)):
        for first in range(second):
            other = list(texts)
            other[first], other[second] = other[second], other[first]
            yield edit_of(routine, part, f"{begin}{', '.join(other)}{end}", "with the parts in another order")
    if isinstance(part.ctx, ast.Load) and isinstance(routine.outer.get(part), ast.Return):
        yield from (edit_of(routine, part, f"({text})", f"with `{text}` alone") for text in texts)
