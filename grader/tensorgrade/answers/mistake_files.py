"""Read what a file of known mistakes says: `solutions/mistakes/<slug>/<function>.py`, parsed and never run.

Each function (or class) with a docstring is a mistake: its name is the mistake's, its docstring `diagnosis: cause`, and
below that `remedy: ` and the remedy, where that of the diagnosis does not lead to the right answer. Of one that behaves
like another of the file in every check the docstring is `as NAME`: it has the words of that one. A mistake is the whole
function; or a difference from the reference, with `@change("stem")` from the alternative of that file name: statements
`replace(old, new)`, `before(line, new)` and `after(line, new)`, of whole lines of text, or of a piece of a line. What
has no docstring (imports, helpers, numbers) stands beside, for the mistakes that use it.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from tensorgrade.answers.rewriting import Statement, statements_of, without_docstring
from tensorgrade.course.catalogue import CourseError
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.python_source import Definition

LIKE = "as "
REMEDY = "\nremedy: "


@dataclass(frozen=True)
class Replacement:
    """Lines that take the place of others, both without the indentation that all of them share.

    A line that stands for another may also be a piece of a line, which takes the place of that piece.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A mistake as a difference: from the alternative that `base` names, or from the reference where it is empty."""

    base: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True)
class Mistake:
    """One mistake, without its docstring. With a `change`, its definition holds nothing else."""

    name: str
    diagnosis: str
    cause: str
    remedy: str
    definition: Statement
    change: Change | None

    @property
    def uses(self) -> frozenset[str]:
        """What it may look up outside of itself."""
        if self.change is None:
            return self.definition.uses
        return frozenset(word for part in self.change.replacements for word in re.findall(r"\w+", " ".join(part.new)))


@dataclass(frozen=True)
class MistakeFile:
    """All of one file; what stands beside the mistakes is for those that use it."""

    mistakes: tuple[Mistake, ...]
    beside: tuple[Statement, ...]


@cache
def parsed_mistakes(where: str, text: str) -> MistakeFile:
    """Parse a file. Raises CourseError, one sentence that begins with `where`."""
    try:
        statements = statements_of(text)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{where} cannot be read: {error}") from error
    docstrings = {each.node.name: ast.get_docstring(each.node) or "" for each in statements if is_documented(each.node)}
    mistakes, beside = [], []
    for statement in statements:
        if is_documented(statement.node):
            docstring = docstring_of(where, statement.node.name, docstrings)
            mistakes.append(mistake_in(where, statement, statement.node, docstring))
        elif not is_text(statement.node):
            beside.append(statement)
    names = [mistake.name for mistake in mistakes]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{where}: two mistakes are named {name}")
    used = frozenset[str]().union(*(mistake.uses for mistake in mistakes), *(statement.uses for statement in beside))
    for statement in beside:
        if not used & statement.binds:
            what = ", ".join(sorted(statement.binds)) or statement.lines[0]
            raise CourseError(f"{where}: no mistake uses {what}, and it is none without a docstring 'diagnosis: cause'")
    return MistakeFile(tuple(mistakes), tuple(beside))


def docstring_of(where: str, name: str, docstrings: Mapping[str, str]) -> str:
    """Return the docstring that holds the words of a mistake: its own, or that of another one. Raises CourseError."""
    other = docstrings[name].removeprefix(LIKE)
    if other == docstrings[name]:
        return other
    if docstrings.get(other, LIKE).startswith(LIKE):
        raise CourseError(f"{where}: {name} has the words of {other}, which is no mistake here with words of its own")
    return docstrings[other]


def mistake_in(where: str, statement: Statement, node: Definition, docstring: str) -> Mistake:
    """Read one mistake. Raises CourseError."""
    diagnosis, colon, words = docstring.partition(": ")
    cause, _, remedy = (" ".join(part.split()) for part in words.partition(REMEDY))
    if not colon or not cause or not diagnosis.replace("-", "a").isalpha():
        raise CourseError(f"{where}: the docstring of {node.name} is not 'diagnosis: cause'")
    if "\n\n" in docstring:
        raise CourseError(f"{where}: the docstring of {node.name} has an empty line; a remedy begins with 'remedy: '")
    if diagnosis not in LADDER:
        raise CourseError(f"{where}: the diagnosis of {node.name} is {diagnosis!r}, and there is none of that name")
    base = next(filter(None, map(base_of, node.decorator_list)), "")
    if not base and not any(map(is_replacement, node.body)):
        return Mistake(node.name, diagnosis, cause, remedy, without_docstring(statement), None)
    replacements = tuple(replacements_in(f"{where}: {node.name}", node.body[1:]))
    return Mistake(node.name, diagnosis, cause, remedy, statement, Change(base, replacements))


def is_documented(node: ast.stmt) -> TypeGuard[Definition]:
    """Say whether a statement is a function or class with a docstring."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and is_text(node.body[0])


def is_text(node: ast.stmt) -> bool:
    """Say whether a statement is a string by itself, as a docstring is."""
    match node:
        case ast.Expr(ast.Constant(value=str())):
            return True
    return False


def is_replacement(node: ast.stmt) -> bool:
    """Say whether a statement calls `replace`, `before` or `after`, as a change does."""
    match node:
        case ast.Expr(ast.Call(func=ast.Name(id="replace" | "before" | "after"))):
            return True
    return False


def base_of(decorator: ast.expr) -> str:
    """Return the alternative that `@change("stem")` names; nothing for another decorator."""
    match decorator:
        case ast.Call(func=ast.Name(id="change"), args=[ast.Constant(value=str(base))]):
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
