"""Statements at the top level of a source, as their author laid them out, and the same under other names."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tensorgrade.python_source import Definition


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement, and its own lines; `first` is the number of the first in the source, its decorators' counted."""

    node: ast.stmt
    first: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its lines as they are."""
        return "\n".join(self.lines)

    @property
    def is_import(self) -> bool:
        """Whether it belongs on top of a file."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @cached_property
    def binds(self) -> frozenset[str]:
        """What it defines at the top level."""
        if isinstance(self.node, ast.FunctionDef | ast.ClassDef):
            return frozenset({self.node.name})
        return frozenset(self.imports) or stored_in(self.node)

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """For each name that it imports, what that stands for."""
        return imported_by(self.node)

    @cached_property
    def uses(self) -> frozenset[str]:
        """What it looks up outside of itself."""
        looked_up = {leaf.id for leaf in names_in(self.node) if isinstance(leaf.ctx, ast.Load)}
        return frozenset(looked_up - self.locals)

    @cached_property
    def locals(self) -> frozenset[str]:
        """What a definition binds inside itself: parameters, variables, functions, imports."""
        return locals_of(self.node) if isinstance(self.node, ast.FunctionDef | ast.ClassDef) else frozenset()

    def renamed(self, names: Mapping[str, str]) -> str:
        """Return its text with names of the top level replaced; what it binds inside is left alone."""
        if not names.keys() & (self.uses | self.binds):
            return self.text
        chosen = [leaf for leaf in names_in(self.node) if leaf.id in names and leaf.id not in self.locals]
        lines = [line.encode() for line in self.lines]
        for leaf in sorted(chosen, key=lambda leaf: (leaf.lineno, leaf.col_offset), reverse=True):
            line, start = lines[leaf.lineno - self.first], leaf.col_offset
            lines[leaf.lineno - self.first] = (
                line[:start] + names[leaf.id].encode() + line[start + len(leaf.id.encode()) :]
            )
        if isinstance(self.node, ast.FunctionDef | ast.ClassDef) and self.node.name in names:
            line, old, new = lines[self.node.lineno - self.first], self.node.name, names[self.node.name]
            lines[self.node.lineno - self.first] = re.sub(rb"\b%b\b" % old.encode(), new.encode(), line, count=1)
        return b"\n".join(lines).decode()


def statements_of(text: str) -> tuple[Statement, ...]:
    """Take a source apart. Raises SyntaxError, or ValueError."""
    lines = text.splitlines()
    return tuple(
        Statement(node, first, tuple(lines[first - 1 : node.end_lineno]))
        for node in ast.parse(text).body
        for first in [first_line(node)]
    )


def joined_statements(statements: Sequence[Statement]) -> str:
    """Write statements as a file, what is imported first."""
    return "\n\n\n".join(one.text for one in sorted(statements, key=lambda one: not one.is_import)) + "\n"


def first_line(node: ast.stmt) -> int:
    """Return the number of a statement's first line."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return min([node.lineno, *(item.lineno for item in decorators)])


def without_docstring(statement: Statement) -> Statement:
    """Return a function or class without the docstring that it begins with, where that has lines of its own."""
    node = statement.node
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    docstring, *body = node.body
    if docstring.lineno == node.lineno:
        return statement
    lines = list(statement.lines)
    own = slice(docstring.lineno - statement.first, (docstring.end_lineno or 0) - statement.first + 1)
    lines[own] = [] if body else [" " * docstring.col_offset + "pass"]
    (bare,) = statements_of("\n".join(lines))
    return bare


def imported_by(node: ast.AST) -> dict[str, str]:
    """Return for each name that an import binds what it stands for."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return {}
    module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return {(alias.asname or alias.name).partition(".")[0]: module + alias.name for alias in node.names}


def names_in(node: ast.AST) -> list[ast.Name]:
    """List the names in a piece of code."""
    return [leaf for leaf in ast.walk(node) if isinstance(leaf, ast.Name)]


def stored_in(node: ast.AST) -> frozenset[str]:
    """Name the variables that a piece of code sets."""
    return frozenset(leaf.id for leaf in names_in(node) if not isinstance(leaf.ctx, ast.Load))


def locals_of(node: Definition) -> frozenset[str]:
    """Name what a definition binds inside itself."""
    bound = set(stored_in(node))
    for leaf in ast.walk(node):
        if isinstance(leaf, ast.arg):
            bound.add(leaf.arg)
        elif isinstance(leaf, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler) and leaf is not node:
            bound.add(leaf.name or "")
        bound |= imported_by(leaf).keys()
    return frozenset(bound)
