"""Write a piece of source anew under other names, as its author laid it out."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import cast

from tensorgrade.python_source import Definition


def segment(text: str, node: ast.stmt) -> str:
    """Return the lines of a statement at the top level, its decorators among them."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    first = min([node.lineno, *(item.lineno for item in decorators)])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])


def written(text: str, node: ast.stmt, names: Mapping[str, str]) -> str:
    """Return a statement of a text with names of the top level replaced; what it binds itself is left alone.

    Where its layout cannot be kept (names within format strings, before Python 3.12) it is laid out anew.
    """
    piece = segment(text, node)
    (parsed,) = ast.parse(piece).body
    lines = [line.encode() for line in piece.splitlines()]
    bound = locals_of(parsed)
    looked_up = [leaf for leaf in ast.walk(parsed) if isinstance(leaf, ast.Name)]
    chosen = [leaf for leaf in looked_up if leaf.id in names and leaf.id not in bound]
    for leaf in sorted(chosen, key=lambda leaf: (leaf.lineno, leaf.col_offset), reverse=True):
        line, end = lines[leaf.lineno - 1], leaf.col_offset + len(leaf.id.encode())
        lines[leaf.lineno - 1] = line[: leaf.col_offset] + names[leaf.id].encode() + line[end:]
        leaf.id = names[leaf.id]
    if isinstance(parsed, ast.FunctionDef | ast.ClassDef) and parsed.name in names:
        line = lines[parsed.lineno - 1].decode()
        lines[parsed.lineno - 1] = re.sub(rf"\b{parsed.name}\b", names[parsed.name], line, count=1).encode()
        parsed.name = names[parsed.name]
    kept = b"\n".join(lines).decode("utf-8", "replace")
    return kept if has_meaning(kept, parsed) else ast.unparse(parsed)


def has_meaning(text: str, node: ast.stmt) -> bool:
    """Say whether a text is the source of a statement."""
    try:
        return [ast.dump(statement) for statement in ast.parse(text).body] == [ast.dump(node)]
    except SyntaxError:
        return False


def without_docstring(text: str) -> str:
    """Return the source of a function or class without the docstring that it begins with."""
    node = cast(Definition, ast.parse(text).body[0])
    docstring, lines = node.body[0], text.splitlines()
    if docstring.lineno == node.lineno:
        return text
    rest = lines[docstring.end_lineno :]
    while rest and not rest[0].strip():
        rest = rest[1:]
    instead = [] if len(node.body) > 1 else [" " * docstring.col_offset + "pass"]
    return "\n".join([*lines[: docstring.lineno - 1], *instead, *rest])


def uses_in(node: ast.AST) -> set[str]:
    """Name what is looked up in a piece of code."""
    return {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name) and isinstance(leaf.ctx, ast.Load)}


def bound_by(node: ast.stmt) -> set[str]:
    """Name what a statement at the top level defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    return set(meanings_of(node)) or stored_in(node)


def meanings_of(node: ast.stmt) -> dict[str, str]:
    """Return for each name that an import binds what it stands for."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return {}
    module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return {(alias.asname or alias.name).partition(".")[0]: module + alias.name for alias in node.names}


def stored_in(node: ast.AST) -> set[str]:
    """Name the variables that a piece of code sets."""
    return {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name) and not isinstance(leaf.ctx, ast.Load)}


def locals_of(node: ast.stmt) -> set[str]:
    """Name what a definition binds inside itself: parameters, variables, functions, imports."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return set()
    inner = [leaf for leaf in ast.walk(node) if leaf is not node]
    bound = {leaf.arg for leaf in inner if isinstance(leaf, ast.arg)} | stored_in(node)
    bound |= {leaf.name for leaf in inner if isinstance(leaf, ast.ExceptHandler) and leaf.name}
    for leaf in inner:
        if isinstance(leaf, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
            bound |= bound_by(leaf)
    return bound
