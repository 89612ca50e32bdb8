"""Known mistakes as files to repair: the stub of an exercise in which functions have a wrong body and their task.

A mistake is fit for that if it stands by itself: one that calls the right answer and spoils it would show it, and one
that uses other functions of the exercise would need them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tensorgrade.answers.expansion import definition, needed, parsed_source
from tensorgrade.answers.known_answers import KnownAnswer, mistakes_of
from tensorgrade.answers.rewriting import Statement
from tensorgrade.course.catalogue import Course, Exercise

RIGHT = "right_"  # how expansion calls a right answer that is kept beside a wrong one
TASK = (
    "Each function that is written here holds one mistake. Find it and repair it; the docstring says what is asked for."
)


@dataclass(frozen=True)
class Repair:
    """A function with a mistake, and what it needs beside it: imports, helpers, numbers."""

    name: str
    wrong: Statement
    beside: tuple[Statement, ...]


def repairs_of(course: Course, exercise: Exercise, function: str) -> list[Repair]:
    """Return the mistakes of a function that are fit to be repaired, in the order of their file. Raises CourseError."""
    repairs = (repair_of(exercise, function, answer) for answer in mistakes_of(course, exercise, function))
    return [repair for repair in repairs if repair is not None]


def repair_of(exercise: Exercise, function: str, answer: KnownAnswer) -> Repair | None:
    """Take a mistake out of its hand-in; None where it does not stand by itself."""
    statements = parsed_source(answer.source.decode())
    wrong = definition(statements, function)
    beside = needed(wrong.uses, [statement for statement in statements if function not in statement.binds])
    bound = frozenset[str]().union(*(statement.binds for statement in beside))
    others = {each.name for each in exercise.functions} - {function}
    if bound & others or any(name.startswith(RIGHT) for name in bound):
        return None
    return Repair(answer.name, wrong, tuple(beside))


def file_to_repair(exercise: Exercise, repairs: Mapping[str, Repair]) -> str:
    """Write the stub of an exercise with some functions wrong, by name, and all others as they are handed out."""
    text = exercise.handed_out.read_text(encoding="utf-8")
    stub = [Statement(node, node.lineno, lines_of(node, text)) for node in ast.parse(text).body]
    imports, pieces = dict[str, None](), list[str]()
    for statement in stub:
        repair = next((repairs[name] for name in statement.binds if name in repairs), None)
        if statement.is_import:
            imports[statement.text] = None
        elif repair is None:
            pieces.append(statement.text)
        else:
            imports |= dict.fromkeys(statement.text for statement in repair.beside if statement.is_import)
            pieces += [statement.text for statement in repair.beside if not statement.is_import]
            pieces.append(with_task(repair.wrong, statement))
    title = [pieces.pop(0)] if ast.get_docstring(ast.parse(text)) is not None else []
    head = "\n\n".join([*title, f"# {TASK}", "\n".join(imports)])
    return "\n\n\n".join([head, *pieces]) + "\n"


def lines_of(node: ast.stmt, text: str) -> tuple[str, ...]:
    """Return the lines of a statement, its decorators among them."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return tuple(text.split("\n")[first - 1 : node.end_lineno])


def with_task(wrong: Statement, stub: Statement) -> str:
    """Return a wrong definition with the docstrings that its stub has, of the methods of a class, too."""
    return "\n".join(documented(wrong.node, wrong.lines, wrong.first, docstrings_in(stub)))


def docstrings_in(stub: Statement) -> dict[str, tuple[str, ...]]:
    """Return the lines of the docstring of each definition in a stub, by name."""
    docstrings = {}
    for node in ast.walk(stub.node):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            first, last = node.body[0].lineno - stub.first, node.body[0].end_lineno or 0
            docstrings[node.name] = stub.lines[first : last - stub.first + 1]
    return docstrings


def documented(
    node: ast.stmt, lines: Sequence[str], first: int, docstrings: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Give the lines of a definition, with docstrings put where bodies begin."""
    begins = {
        part.body[0].lineno: docstrings[part.name]
        for part in ast.walk(node)
        if isinstance(part, ast.FunctionDef | ast.ClassDef) and part.name in docstrings
        if ast.get_docstring(part) is None
    }
    for number, line in enumerate(lines, start=first):
        yield from begins.get(number, ())
        yield line
