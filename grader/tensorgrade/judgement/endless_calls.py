"""The call of a function to itself that goes on with what the function was given, so that it never ends.

In: the tree of a source, parsed and never run, and the student's lines that stood on one another when Python gave up.
Out: that call. It is proved where no other call to itself stood there, and nothing in the function gives its parameters
another value. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

from tensorgrade.judgement.slips import Slip, line_of_code

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def endless_call(tree: ast.Module, lines: Set[int]) -> Slip | None:
    """Return the one call at these lines that a function makes to itself, where it gives on its own parameters."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    calls = [(node, call) for node in functions for call in calls_to_itself(node) if call.lineno in lines]
    if len(calls) != 1 or not gives_on(*calls[0]):
        return None
    node, call = calls[0]
    told = f"calls `{node.name}` with the same `{line_of_code(call.args[0])}` again, and so without end."
    part = part_beside(node, call)
    if part is None:
        return Slip(call.lineno, told, f"Give `{node.name}` a smaller part of what it was given.")
    over, name = part
    other = [ast.Name(name) if isinstance(given, ast.Name) and given.id == over else given for given in call.args]
    meant = line_of_code(ast.Call(call.func, other, call.keywords))
    return Slip(call.lineno, told, f"Give it the part `{name}` in place of `{over}`: `{meant}`.")


def calls_to_itself(node: ast.FunctionDef) -> Iterator[ast.Call]:
    """Give the calls in a function that name it."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == node.name:
            yield part


def gives_on(node: ast.FunctionDef, call: ast.Call) -> bool:
    """Say whether a call gives a function's parameters on as they are, each at its place."""
    names = [parameter.arg for parameter in node.args.args]
    set_here = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)}
    given = [part.id if isinstance(part, ast.Name) else "" for part in call.args]
    named = all(isinstance(part.value, ast.Name) and part.value.id == part.arg for part in call.keywords)
    return bool(given) and given == names[: len(given)] and named and not set_here & set(names)


def part_beside(node: ast.FunctionDef, call: ast.Call) -> tuple[str, str] | None:
    """Return the parameter that a loop about a call goes through, and the variable of the loop; None without one."""
    given = {part.id for part in call.args if isinstance(part, ast.Name)}
    for loop in loops_about(node, call):
        over = {part.id for part in ast.walk(loop.iter) if isinstance(part, ast.Name)} & given
        names = [part.id for part in ast.walk(loop.target) if isinstance(part, ast.Name)]
        if len(over) == 1 and names:
            return over.pop(), names[-1]
    return None


def loops_about(node: ast.FunctionDef, call: ast.Call) -> Iterator[ast.For | ast.comprehension]:
    """Give the loops that a call stands in."""
    for part in ast.walk(node):
        if isinstance(part, (ast.For, *COMPREHENSIONS)) and any(inner is call for inner in ast.walk(part)):
            yield from [part] if isinstance(part, ast.For) else part.generators
