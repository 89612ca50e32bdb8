"""In how many ways a class solved a function: code that differs in names, comments and layout alone is one way.

In: the sources of a submission. Out: for each function, a word that is the same for the same way; and the code itself,
to be shown. Nothing is run.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from tensorgrade.answers.rewriting import first_line, locals_of
from tensorgrade.course.catalogue import Exercise
from tensorgrade.python_source import Definition, parsed

SOURCE_BYTES = 200_000  # nobody writes a longer file


def ways_of(files: Mapping[str, bytes], exercises: Sequence[Exercise]) -> dict[tuple[str, str], str]:
    """Return the ways of a submission, by exercise and function."""
    ways = {}
    for exercise in exercises:
        names = {function.name for function in exercise.functions}
        for node in definitions_in(files.get(exercise.file, b"")):
            if node.name in names and (way := way_of(node)):
                ways[exercise.slug, node.name] = way
    return ways


def code_of(content: bytes, function: str) -> str:
    """Return the lines of a definition as they were handed in; empty where there is none."""
    lines = content.decode("utf-8", "replace").splitlines()
    for node in definitions_in(content):
        if node.name == function:
            return "\n".join(lines[first_line(node) - 1 : node.end_lineno])
    return ""


def definitions_in(content: bytes) -> Iterator[Definition]:
    """Give the definitions at the top level of a source that may hold anything."""
    tree = parsed(content) if len(content) <= SOURCE_BYTES else None
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node


def way_of(node: Definition) -> str:
    """Return a word for what a definition does, which is taken apart; empty for one that is nested too deeply."""
    try:
        bare = Bare(locals_of(node)).visit(node)
        return hashlib.sha256(ast.dump(bare).encode("utf-8", "backslashreplace")).hexdigest()[:16]
    except (RecursionError, MemoryError):
        return ""


class Bare(ast.NodeTransformer):
    """Leaves out docstrings and annotations, and numbers what a definition binds inside itself."""

    def __init__(self, local: frozenset[str]) -> None:
        self._local = local
        self._names: dict[str, str] = {}

    def renamed(self, name: str) -> str:
        """Return the number of a name of its own; another name as it is."""
        return self._names.setdefault(name, f"v{len(self._names)}") if name in self._local else name

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Rename a variable."""
        return ast.Name(self.renamed(node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Rename a parameter."""
        return ast.arg(self.renamed(node.arg), None)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        """Take an annotated assignment for a plain one."""
        if node.value is None:
            return None
        plain: ast.AST = self.visit(ast.Assign([node.target], node.value))
        return plain

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave out what says nothing of what it does."""
        node.returns = None
        node.body = without_text(node.body)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Leave out its docstring."""
        node.body = without_text(node.body)
        return self.generic_visit(node)


def without_text(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return statements without the docstring that they begin with."""
    match body:
        case [ast.Expr(ast.Constant(value=str())), *others]:
            return others
    return body
