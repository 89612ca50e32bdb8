"""Read the public definitions of an exercise from its source, without running it."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tensorgrade.source import SourceError, tree_of

Definition = ast.FunctionDef | ast.ClassDef
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
KEPT_BYTES = 10_000  # of a source whose tree is kept for who asks next
KEPT_TREES = 64  # twice the files of two submissions that are graded at a time
SCOPES = (*DEFINITIONS, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a contract: `optional` ones have a default and are passed by name."""

    name: str
    optional: bool


def parsed(source: bytes) -> ast.Module | None:
    """Parse a source that may hold anything; None where Python cannot read it.

    Whoever asks next for the same source gets the same tree: nobody changes it.
    """
    return parsed_once(source) if len(source) <= KEPT_BYTES else parsed_anew(source)


def parsed_anew(source: bytes) -> ast.Module | None:
    """Parse a source into a tree of the caller's own."""
    try:
        return tree_of(source)
    except SourceError:
        return None


parsed_once = lru_cache(maxsize=KEPT_TREES)(parsed_anew)


def definitions_of(tree: ast.Module) -> tuple[Definition, ...]:
    """Return the public functions and classes at the top level, in order."""
    return tuple(
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    )


def uses_of(tree: ast.Module) -> dict[str, set[str]]:
    """Return for each definition at the top level the others that it uses, itself or through them."""
    nodes = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    uses = {name: {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name)} for name, node in nodes.items()}
    return {name: used & nodes.keys() - {name} for name, used in through_all(uses).items()}


def through_all(uses: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return what each name uses, itself or through others."""
    found = {name: set(used) for name, used in uses.items()}
    for through, its_own in found.items():
        for used in found.values():
            if through in used:
                used |= its_own
    return found


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


def imported_names(tree: ast.Module) -> set[str]:
    """Return the names that imports at the top level set."""
    return {name for node in tree.body if isinstance(node, IMPORTS) for name in names_bound(node)}


def imported_modules(tree: ast.Module) -> set[str]:
    """Return the first names of the modules that a source imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def only_defines(node: ast.stmt, imported: Container[str]) -> bool:
    """Say whether a statement defines something without running much: a definition, an import, a plain value.

    imported: the names of modules, and of what comes from them.
    """
    if isinstance(node, ast.Try | ast.If):
        inner = [*node.body, *node.orelse, *(node.finalbody if isinstance(node, ast.Try) else [])]
        return all(isinstance(part, ast.Pass) or only_defines(part, imported) for part in inner)
    if isinstance(node, ASSIGNMENTS):
        return node.value is None or is_plain(node.value, imported)
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, (*DEFINITIONS, *IMPORTS))


def is_plain(value: ast.expr, imported: Container[str]) -> bool:
    """Say whether a value is made of constants, names and calls into modules (`torch.device("cpu")`) alone."""
    runs = (ast.Await, ast.Yield, ast.YieldFrom, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    calls = [node.func for node in ast.walk(value) if isinstance(node, ast.Call)]
    return all(root_of(call) in imported for call in calls) and not any(isinstance(n, runs) for n in ast.walk(value))


def root_of(expression: ast.expr) -> str:
    """Return the name that a dotted name begins with; empty for anything else."""
    while isinstance(expression, ast.Attribute):
        expression = expression.value
    return expression.id if isinstance(expression, ast.Name) else ""


def plain_name(node: ast.expr) -> str:
    """Return the last part of a dotted name; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def names_bound(node: ast.AST) -> Iterator[str]:
    """Give the names that a statement sets where it stands, not in functions and classes that it defines."""
    if isinstance(node, DEFINITIONS):
        yield node.name
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.split(".")[0]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    if not isinstance(node, SCOPES):
        for part in ast.iter_child_nodes(node):
            yield from names_bound(part)
