"""Small changes to a source, each of which ought to be noticed by whoever tests it.

The operators are cosmic-ray's, and two of our own: delete a statement, drop a keyword argument. In: a source. Out: its
changes, to be made one by one.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names


@dataclass(frozen=True)
class Mutation:
    """One change of a source: the operator, and which of the places where it applies."""

    operator: str
    place: int
    part: int = 0

    @property
    def name(self) -> str:
        """How it is called in lists."""
        return self.operator.removeprefix("core/")


def mutations_of(source: str) -> Iterator[Mutation]:
    """List the changes that can be made to a source, without making them."""
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        operator = get_operator(name)
        if not operator.arguments():
            made = operator()
            places = sum(len(list(made.mutation_positions(node))) for node in nodes)
            yield from (Mutation(name, place) for place in range(places))
    for number, node in enumerate(ast.walk(ast.parse(source))):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and not isinstance(node, ast.Module | ast.ClassDef | ast.Lambda | ast.IfExp):
                yield from (Mutation(f"DeleteStatement {field}", number, i) for i in range(len(block)))
        if isinstance(node, ast.Call):
            yield from (Mutation("DropKeyword", number, i) for i in range(len(node.keywords)))


def mutated_source(source: str, change: Mutation) -> str | None:
    """Make one change; None where it cannot be made."""
    operator, _, field = change.operator.partition(" ")
    if operator not in ("DeleteStatement", "DropKeyword"):
        try:
            mutated: str | None = mutate_code(source, get_operator(change.operator)(), change.place)
        except AttributeError:  # cosmic-ray's operator on exceptions knows no dotted names
            return None
        return mutated
    tree = ast.parse(source)
    node = list(ast.walk(tree))[change.place]
    if operator == "DeleteStatement":
        getattr(node, field)[change.part] = ast.Pass()
    else:
        assert isinstance(node, ast.Call)
        del node.keywords[change.part]
    return ast.unparse(ast.fix_missing_locations(tree))


def laid_out(source: str) -> str | None:
    """Lay a source out anew, so that two that say the same are the same text.

    None where Python cannot read it, or warns of it (`is` beside a literal), so that nobody would keep it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        try:
            text = ast.unparse(ast.parse(source))
            compile(text, "mutant", "exec")
        except SyntaxError:
            return None
    return text


def first_change(source: str, mutated: str) -> str:
    """Show the first line that differs, before and after."""
    for before, after in zip(source.splitlines(), mutated.splitlines(), strict=False):
        if before != after:
            return f"{before.strip()} -> {after.strip()}"
    return "the end"


def mutation_told(source: str, mutated: str, change: Mutation) -> str:
    """Name a change for lists: its operator, and the first line that differs."""
    return f"{change.name.partition(' ')[0]}: {first_change(source, mutated)}"
