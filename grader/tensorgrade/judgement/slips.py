"""Lines of a failing function that cannot do what they were written for: a method without parentheses, an exception
that is returned, a line behind `return`, a load that is not strict, a device that the machine chooses.

In: a definition, parsed and never run. Out: its lines of each kind, in order. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tensorgrade.python_source import Definition
from tensorgrade.text import plain

CODE_LENGTH = 60
ACTING = frozenset([
    "append", "backward", "clear", "cpu", "cuda", "double", "eval", "extend", "float", "half", "load_state_dict",
    "pop", "reset_parameters", "reverse", "sort", "state_dict", "step", "train", "update", "zero_grad",
])  # fmt: skip
LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


@dataclass(frozen=True)
class Slip:
    """A line, what is told behind its number, and what to write, where that is certain."""

    line: int
    told: str
    remedy: str = ""


def line_of_code(node: ast.AST) -> str:
    """Write code on one line."""
    return plain(ast.unparse(node), CODE_LENGTH)


def uncalled_in(node: Definition) -> Iterator[Slip]:
    """Give the statements that name a method that does something, and do not call it: `loss.backward`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Attribute) and acts(part.value.attr):
            code = line_of_code(part)
            yield Slip(part.lineno, f"names `{code}` and does not call it.", f"Write `{code}()`.")


def acts(method: str) -> bool:
    """Say whether a method is called for what it does; in torch a name that ends with `_` works in place."""
    return method in ACTING or (method.endswith("_") and not method.startswith("_"))


def returned_exceptions_in(node: Definition, name: str) -> Iterator[Slip]:
    """Give the lines that return an exception, which `name` names."""
    for part in ast.walk(node):
        value = part.value if isinstance(part, ast.Return) else None
        made = value.func if isinstance(value, ast.Call) else value
        if value is not None and isinstance(made, ast.Name) and made.id == name:
            told = f"returns the {name} and does not raise it."
            yield Slip(value.lineno, told, f"Write `raise` in place of `return`: `raise {line_of_code(value)}`.")


def returnless_in(node: Definition) -> Iterator[Slip]:
    """Give the first line of a function, or of a module's `forward`, that has no `return` with a value."""
    for function in [node] if isinstance(node, ast.FunctionDef) else node.body:
        is_asked = function is node or getattr(function, "name", "") == "forward"
        if isinstance(function, ast.FunctionDef) and is_asked and not any(map(hands_back, own_parts(function))):
            told = f"begins `{function.name}`, in which no line is a `return` with a value."
            yield Slip(function.lineno, told, f"End `{function.name}` with `return` and the result.")


def own_parts(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Give the parts of a function that belong to no function inside of it."""
    waiting: list[ast.AST] = [*function.body]
    for part in waiting:
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(part)


def hands_back(part: ast.AST) -> bool:
    """Say whether a part gives a value to the caller."""
    is_yield = isinstance(part, ast.Yield | ast.YieldFrom)
    return is_yield or (isinstance(part, ast.Return) and part.value is not None)


def unreached_in(node: Definition) -> Iterator[Slip]:
    """Give the first statement of each block behind one that leaves it, but for what the stub left there."""
    for part in ast.walk(node):
        for block in (getattr(part, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(block, list):
                yield from unreached_of(block)


def unreached_of(block: list[ast.stmt]) -> Iterator[Slip]:
    """Give the first statement of a block that stands behind one that leaves it, where it would do something."""
    leaving = next((index for index, statement in enumerate(block) if isinstance(statement, LEAVING)), len(block))
    for statement in block[leaving + 1 :]:
        if does_something(statement):
            yield Slip(statement.lineno, f"is never reached: it stands behind `{line_of_code(block[leaving])}`.")
            return


def does_something(statement: ast.stmt) -> bool:
    """Say whether a statement is more than a text, a `pass`, or the line of a stub."""
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" not in ast.unparse(statement)
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return not is_text and not isinstance(statement, ast.Pass | ast.Break | ast.Continue)


def lenient_loads_in(node: Definition) -> Iterator[Slip]:
    """Give the lines that load a state without looking whether its names fit."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "load_state_dict":
            for keyword in part.keywords:
                if keyword.arg == "strict" and isinstance(keyword.value, ast.Constant) and not keyword.value.value:
                    told = f"loads with `strict={keyword.value.value}`, which passes over names that do not fit."
                    yield Slip(part.lineno, told, "Leave that out: a load is strict by itself.")


def chosen_devices_in(node: Definition) -> Iterator[Slip]:
    """Give the lines that move a tensor to what a function chooses that is given nothing."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and (device := device_of(part)) is not None:
            code = line_of_code(device)
            yield Slip(part.lineno, f"moves to `{code}`, whatever device the arguments are on or name.")


def device_of(call: ast.Call) -> ast.expr | None:
    """Return the device of a `.to(...)`, or of a `device=...`, where a call without arguments chooses it."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "device"]
    first = call.args[:1] if isinstance(call.func, ast.Attribute) and call.func.attr == "to" else []
    for value in (*named, *first):
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and not value.args and not value.keywords:
            return value
    return None
