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

# Fields of nodes: annotations, and what follows from the place.
SAYS_NOTHING = frozenset(["ctx", "kind", "returns", "type_comment"])
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
        written = Bare(locals_of(node)).written(node)
        return hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    except (RecursionError, MemoryError):
        return ""


class Bare:
    """Writes code without docstrings and annotations; what the definition binds inside itself has numbers for names."""

    def __init__(self, local: frozenset[str]) -> None:
        self._local = local
        self._names: dict[str, str] = {}

    def renamed(self, name: str) -> str:
        """Return the number of a name of its own; another name as it is."""
        return self._names.setdefault(name, f"v{len(self._names)}") if name in self._local else name

    def written(self, value: object) -> str:
        """Write a node, or what one of its fields holds."""
        match value:
            case list():
                return f"[{', '.join(self.written(part) for part in value if not says_nothing(part))}]"
            case ast.Name(id=name) | ast.arg(arg=name):
                return f"{type(value).__name__}({self.renamed(name)})"
            case ast.AnnAssign(target=target, value=ast.expr() as given):
                return self.written(ast.Assign([target], given))
            case ast.AST():
                fields = [self.written(part) for name, part in ast.iter_fields(value) if name not in SAYS_NOTHING]
                return f"{type(value).__name__}({', '.join(fields)})"
        return repr(value)


def says_nothing(value: object) -> bool:
    """Say whether a statement is a text, or gives a name a type alone."""
    match value:
        case ast.Expr(ast.Constant(value=str())) | ast.AnnAssign(value=None):
            return True
    return False
