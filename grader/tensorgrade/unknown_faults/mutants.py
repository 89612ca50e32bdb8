"""Mutants of a reference: the whole source with one small change, in one function. Needs cosmic-ray."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tensorgrade.course.catalogue import Exercise
from tensorgrade.python_source import definitions_of
from tensorgrade.unknown_faults.mutations import laid_out, mutated_source, mutation_told, mutations_of


@dataclass(frozen=True)
class Mutant:
    """A reference with one change. `function` is the one that is changed; `change` tells how."""

    exercise: str
    function: str
    source: str
    change: str


def mutants_of(exercise: Exercise) -> Iterator[Mutant]:
    """Make every mutant of one reference, each different source once."""
    assert exercise.reference is not None
    source = bare(exercise.reference.read_text(encoding="utf-8"))
    seen = {ast.unparse(ast.parse(source))}
    for change in mutations_of(source):
        text = laid_out(mutated_source(source, change) or "(")
        if text is not None and text not in seen:
            seen.add(text)
            for function in changed_functions(source, text):
                yield Mutant(exercise.slug, function, text, mutation_told(source, text, change))


def bare(source: str) -> str:
    """Strip annotations and the messages of exceptions, whose mutants say nothing, and lay the source out anew."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            node.exc = node.exc.func
    tree.body = [plain(node) for node in tree.body if not is_alias(node)]
    return ast.unparse(tree) + "\n"


def plain(node: ast.stmt) -> ast.stmt:
    """Make an annotated assignment a plain one, inside functions too."""
    changed: ast.stmt = ast.fix_missing_locations(_Plain().visit(node))
    return changed


class _Plain(ast.NodeTransformer):
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        return node if node.value is None else ast.Assign([node.target], node.value)


def is_alias(node: ast.stmt) -> bool:
    """Say whether a statement only names a type, such as `Loss = Callable[...]`."""
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript)


def changed_functions(source: str, mutated: str) -> list[str]:
    """Name the definitions that differ."""
    before = {node.name: ast.unparse(node) for node in definitions_of(ast.parse(source))}
    after = {node.name: ast.unparse(node) for node in definitions_of(ast.parse(mutated))}
    return [name for name, text in before.items() if after.get(name) != text]
