"""Lines of a function that leave something for its next call: in a default argument, in a variable of the file.

In: a definition, parsed and never run. Out: its lines of that kind. Worth a look where a result depends on the calls
that went before. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.slips import Slip, line_of_code
from tensorgrade.python_source import Definition, plain_name, root_of

CHANGING = frozenset(["add", "append", "clear", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"])
CACHES = frozenset(["cache", "lru_cache"])
FRESH = "Take what has to be known of earlier calls from the arguments, and keep nothing between calls."


def left_behind_in(node: Definition) -> Iterator[Slip]:
    """Give the lines of a function that keep something from call to call."""
    if isinstance(node, ast.FunctionDef):
        yield from caches_of(node)
        defaults = changeable_defaults_of(node)
        own = (bound_in(node) | parameters_of(node)) - globals_of(node) - defaults
        for part in ast.walk(node):
            if not isinstance(part, ast.Call | ast.Assign | ast.AugAssign):
                continue
            name = name_changed_by(part, globals_of(node))
            if name in defaults:
                told = f"changes `{name}`, a default argument, which is made once and lives from call to call."
                yield Slip(part.lineno, told, f"Make it anew in each call: `{name}=None`, and then `{name} = ...`.")
            elif name and name not in own:
                yield Slip(
                    part.lineno, f"changes `{name}`, which lives outside of the function, from call to call.", FRESH
                )


def caches_of(node: ast.FunctionDef) -> Iterator[Slip]:
    """Give the decorators that keep results for the next call with the same arguments."""
    for decorator in node.decorator_list:
        named = decorator.func if isinstance(decorator, ast.Call) else decorator
        if plain_name(named) in CACHES:
            told = f"keeps results from call to call: `{line_of_code(decorator)}`."
            yield Slip(decorator.lineno, told, "Leave it out: the same object may hold other numbers at the next call.")


def name_changed_by(part: ast.Call | ast.Assign | ast.AugAssign, shared: set[str]) -> str:
    """Name what a statement or a call changes where it is, without a new variable; empty for nothing.

    shared: names that an assignment binds outside of the function.
    """
    if isinstance(part, ast.Call):
        is_change = isinstance(part.func, ast.Attribute) and part.func.attr in CHANGING
        return holder_of(part.func) if is_change else ""
    for target in part.targets if isinstance(part, ast.Assign) else [part.target]:
        if isinstance(target, ast.Subscript | ast.Attribute):
            return holder_of(target)
        if isinstance(target, ast.Name) and target.id in shared:
            return target.id
    return ""


def holder_of(expression: ast.expr) -> str:
    """Return the name that an entry or an attribute is of; empty for anything else."""
    while isinstance(expression, ast.Subscript | ast.Attribute):
        expression = expression.value
    return root_of(expression)


def changeable_defaults_of(node: ast.FunctionDef) -> set[str]:
    """Name the parameters whose default is a list, a dict or a set."""
    named = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    defaults = [*zip(reversed(named), reversed(node.args.defaults), strict=False)]
    own = [
        (argument.arg, default) for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    ]
    return {name for name, default in (*defaults, *own) if default is not None and is_changeable(default)}


def is_changeable(default: ast.expr) -> bool:
    """Say whether an expression makes a list, a dict or a set."""
    if isinstance(default, ast.Call):
        return isinstance(default.func, ast.Name) and default.func.id in ("list", "dict", "set")
    return isinstance(default, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def globals_of(node: ast.FunctionDef) -> set[str]:
    """Name what a function declares as global."""
    return {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}


def parameters_of(node: ast.FunctionDef) -> set[str]:
    """Name the parameters, those of functions within it too."""
    return {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}


def bound_in(node: ast.FunctionDef) -> set[str]:
    """Name what a function binds inside itself."""
    stored = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    imported = [part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
    return stored | {(alias.asname or alias.name).partition(".")[0] for part in imported for alias in part.names}
