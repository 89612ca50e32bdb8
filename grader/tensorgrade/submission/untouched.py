"""How much of an exercise a source attempts: the functions that are no longer as their stub was. Nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from tensorgrade.course.catalogue import Exercise
from tensorgrade.python_source import definitions_of, parsed

Stub = Mapping[str, str]


def stub_of(exercise: Exercise) -> Stub:
    """Return the bodies of an exercise's functions as they were handed out, written without their docstrings."""
    return bodies_in(exercise.handed_out)


@cache
def bodies_in(path: Path) -> Stub:
    """Return the bodies of the public definitions of a stub."""
    return {node.name: body_of(node) for node in definitions_of(ast.parse(path.read_text(encoding="utf-8")))}


@lru_cache(maxsize=64)  # as many files as one submission may have, for who looks at it again and again
def attempted(source: bytes, exercise: Exercise) -> int:
    """Count the functions of an exercise that a source attempts; one that Python cannot read is an attempt."""
    tree, stub = parsed(source), stub_of(exercise)
    if tree is None:
        return 1
    found = {node.name: node for node in definitions_of(tree)}
    return sum(not is_untouched(node, stub[name]) for name, node in found.items() if name in stub)


def is_untouched(node: ast.FunctionDef | ast.ClassDef, stub: str) -> bool:
    """Say whether a definition is as it was handed out, or has no body yet.

    In a course that is its own handout the student's file is the stub itself: to equal it says nothing there.
    """
    if "NotImplementedError" in stub and body_of(node) == stub:
        return True
    functions = [part for part in ast.walk(node) if isinstance(part, ast.FunctionDef)]
    return bool(functions) and all(map(is_empty, functions))


def is_empty(function: ast.FunctionDef) -> bool:
    """Say whether a function does nothing but to raise NotImplementedError."""
    first, *more = without_docstring(function.body) or [ast.Pass()]
    if more:
        return False
    if isinstance(first, ast.Raise):
        return "NotImplementedError" in ast.unparse(first)
    return isinstance(first, ast.Pass) or (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant))


def body_of(node: ast.FunctionDef | ast.ClassDef) -> str:
    """Write the body of a definition without docstrings and places."""
    parts = without_docstring(node.body)
    return "\n".join(
        f"{part.name}: {body_of(part)}" if isinstance(part, ast.FunctionDef | ast.ClassDef) else ast.dump(part)
        for part in parts
    )


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return statements without a leading text."""
    first = body[0] if body else None
    is_text = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_text else body
