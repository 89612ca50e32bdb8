"""Read the public definitions of an exercise from its source, without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from tensorgrade.source import SourceError, tree_of

Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Parameter:
    """One parameter of a contract: `optional` ones have a default and are passed by name."""

    name: str
    optional: bool


def parsed(source: bytes) -> ast.Module | None:
    """Parse a source that may hold anything; None where Python cannot read it."""
    try:
        return tree_of(source)
    except SourceError:
        return None


def definitions_of(tree: ast.Module) -> tuple[Definition, ...]:
    """Return the public functions and classes at the top level, in order."""
    return tuple(
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    )


def uses_of(tree: ast.Module) -> dict[str, set[str]]:
    """Return for each definition at the top level the others that it uses, itself or through them."""
    nodes = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    uses = {
        name: {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name)} & nodes.keys() - {name}
        for name, node in nodes.items()
    }
    for through in nodes:
        for name, used in uses.items():
            if through in used:
                used |= uses[through] - {name}
    return uses


def signatures_of(tree: ast.Module) -> dict[str, tuple[Parameter, ...]]:
    """Return the parameters of each public definition; a class has those of its __init__."""
    return {node.name: parameters_of(node) for node in definitions_of(tree)}


def parameters_of(node: Definition) -> tuple[Parameter, ...]:
    """Return the parameters of one definition, `self` left out."""
    if isinstance(node, ast.ClassDef):
        inits = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
        return _arguments(inits[0])[1:] if inits else ()
    return _arguments(node)


def _arguments(node: ast.FunctionDef) -> tuple[Parameter, ...]:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    first_optional = len(names) - len(node.args.defaults)
    return tuple(Parameter(name, i >= first_optional) for i, name in enumerate(names))
