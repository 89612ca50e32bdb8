"""Read what a file of known mistakes says: `solutions/mistakes/<slug>/<function>.py`, parsed and never run.

Each function (or class) with a docstring is a mistake: its name is the mistake's, its docstring `diagnosis: cause`. It
is the whole function; or with `@change` a difference from the reference, with `@change("stem")` from the alternative
of that file name: statements `replace(old, new)`, `before(line, new)` and `after(line, new)`, each of whole lines of
text. What has no docstring (imports, helpers, numbers) stands beside, for the mistakes that use it.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tensorgrade.answers.rewriting import bound_by, uses_in
from tensorgrade.course.catalogue import CourseError
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.python_source import Definition

DOCSTRING = re.compile(r"([a-z-]+): (\S.*)", re.DOTALL)
CHANGE = "change"


@dataclass(frozen=True)
class Replacement:
    """Lines that take the place of others, both without the indentation that all of them share."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A mistake as a difference: of the alternative that `base` names, or of the reference where it is empty."""

    base: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True)
class Mistake:
    """One definition: `node` is a whole function, unless there is a `change`. `uses` are names that it may look up."""

    name: str
    diagnosis: str
    cause: str
    node: Definition
    change: Change | None
    uses: frozenset[str]


@dataclass(frozen=True)
class MistakeFile:
    """All of one file. `beside` are the statements that define something for the mistakes."""

    text: str
    mistakes: tuple[Mistake, ...]
    beside: tuple[ast.stmt, ...]


@cache
def parsed_mistakes(where: str, text: str) -> MistakeFile:
    """Parse a file. Raises CourseError, one sentence that begins with `where`."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{where} cannot be read: {error}") from error
    mistakes, beside = [], []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            mistakes.append(mistake_in(where, node))
        elif not is_text(node):
            beside.append(node)
    names = [mistake.name for mistake in mistakes]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{where}: two mistakes are named {name}")
    used = {name for mistake in mistakes for name in mistake.uses} | {name for node in beside for name in uses_in(node)}
    for node in beside:
        if not used & bound_by(node):
            what = ", ".join(sorted(bound_by(node))) or ast.unparse(node)
            raise CourseError(f"{where}: no mistake uses {what} (a mistake has a docstring 'diagnosis: cause')")
    return MistakeFile(text, tuple(mistakes), tuple(beside))


def mistake_in(where: str, node: Definition) -> Mistake:
    """Read one mistake. Raises CourseError."""
    match = DOCSTRING.fullmatch(ast.get_docstring(node) or "")
    if match is None:
        raise CourseError(f"{where}: the docstring of {node.name} is not 'diagnosis: cause'")
    diagnosis, cause = match[1], " ".join(match[2].split())
    if diagnosis not in LADDER:
        raise CourseError(f"{where}: {node.name} has a diagnosis {diagnosis!r}, which there is not")
    decorator = next((item for item in node.decorator_list if is_change(item)), None)
    if decorator is None:
        return Mistake(node.name, diagnosis, cause, node, None, frozenset(uses_in(node)))
    change = Change(base_of(decorator), tuple(replacements_in(f"{where}: {node.name}", node.body[1:])))
    uses = frozenset(word for part in change.replacements for word in re.findall(r"\w+", " ".join(part.new)))
    return Mistake(node.name, diagnosis, cause, node, change, uses)


def is_text(node: ast.stmt) -> bool:
    """Say whether a statement is a string by itself, as a docstring is."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def is_change(decorator: ast.expr) -> bool:
    """Say whether a decorator is `@change` or `@change(...)`."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(name, ast.Name) and name.id == CHANGE


def base_of(decorator: ast.expr) -> str:
    """Return the alternative that a change is of; nothing for the reference."""
    match decorator:
        case ast.Call(args=[ast.Constant(value=str(base))], keywords=[]):
            return base
    return ""


def replacements_in(where: str, body: Sequence[ast.stmt]) -> Iterator[Replacement]:
    """Read the body of a change, which holds at least one statement. Raises CourseError."""
    if not body:
        raise CourseError(f"{where} changes nothing")
    for statement in body:
        match statement:
            case ast.Expr(
                ast.Call(
                    func=ast.Name(id="replace" | "before" | "after" as verb),
                    args=[ast.Constant(value=str(text)), ast.Constant(value=str(more))],
                    keywords=[],
                )
            ) if block(text):
                old, new = block(text), block(more)
                yield Replacement(old, {"replace": new, "before": new + old, "after": old + new}[verb])
            case _:
                raise CourseError(
                    f"{where} is a change, made of replace(old, new), before(line, new) and after(line, new), "
                    f"not of {ast.unparse(statement)}"
                )


def block(text: str) -> tuple[str, ...]:
    """Return the lines of a text without the indentation that they share."""
    return tuple(textwrap.dedent(text).strip("\n").splitlines())
