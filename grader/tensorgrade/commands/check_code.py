"""The code of a check, for a script that runs it with other inputs: itself, and the imports for what it uses.

In: the source of a file of checks. Out: lines of Python. Nothing is run.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass

from tensorgrade.python_source import IMPORTS, names_bound, parsed


@dataclass(frozen=True)
class CheckCode:
    """A check without its decorators, and the imports that it needs: of other modules, and from its own."""

    code: str
    imports: tuple[str, ...]
    own_names: tuple[str, ...]


def check_code(source: bytes, name: str) -> CheckCode | None:
    """Return the code of a check; None where the source has no such function."""
    tree = parsed(source)
    nodes = [node for node in (tree.body if tree else ()) if isinstance(node, ast.FunctionDef) and node.name == name]
    if tree is None or not nodes:
        return None
    node = nodes[-1]
    lines = source.decode("utf-8").split("\n")[node.lineno - 1 : node.end_lineno]
    used = {part.id for statement in node.body for part in ast.walk(statement) if isinstance(part, ast.Name)}
    imports, own = [], set[str]()
    for statement in tree.body:
        names = set(names_bound(statement)) & used
        if isinstance(statement, IMPORTS):
            kept = [alias for alias in statement.names if set(names_bound(alias)) & used]
            if kept:
                shorter = copy.copy(statement)
                shorter.names = kept
                imports.append(ast.unparse(shorter))
        else:
            own |= names
    return CheckCode("\n".join(lines), tuple(imports), tuple(sorted(own)))
