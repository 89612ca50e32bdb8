"""What can be said of a course's content without running student code: that its parts are there and agree."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import groupby

from tensorgrade.course.catalogue import EXERCISE_POINTS, Course, Exercise
from tensorgrade.course.hint_files import HINTS_PER_FUNCTION, hints_of
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.python_source import signatures_of


def problems_of_files(course: Course, exercise: Exercise) -> Iterator[str]:
    """Compare stub, reference and hints: definitions, signatures, docstrings with an example, three hints each."""
    hints = hints_of(course, exercise)
    for function in exercise.functions:
        if ">>>" not in function.docstring:
            yield f"{exercise.file}: {function.name} has no example in its docstring"
        count = len(hints.get(function.name, ()))
        if count != HINTS_PER_FUNCTION:
            yield f"{exercise.slug}: {function.name} has {count} hints, not {HINTS_PER_FUNCTION}"
    if exercise.reference is None:
        yield f"{exercise.file}: there is no reference solution"
        return
    try:
        signatures = signatures_of(ast.parse(exercise.reference.read_text(encoding="utf-8")))
    except (SyntaxError, ValueError) as error:
        yield f"solutions/{exercise.file} cannot be read: {error}"
        return
    for function in exercise.functions:
        if function.name not in signatures:
            yield f"solutions/{exercise.file}: {function.name} is missing"
        elif signatures[function.name] != function.parameters:
            yield f"solutions/{exercise.file}: {function.name} has another signature than its stub"


def problems_of_checks(exercise: Exercise, cases: Sequence[CollectedCase]) -> Iterator[str]:
    """Look at the checks of one exercise: titles, names, points, at least two cases each."""
    names = {function.name for function in exercise.functions}
    public = [case for case in cases if case.visibility == "public"]
    groups = {name: list(group) for name, group in groupby(cases, key=lambda case: (case.visibility, case.check))}
    for (visibility, check), group in groups.items():
        first = group[0].function
        if first not in names:
            yield f"{exercise.slug}: the {visibility} check {check} begins its docstring with {first!r}, no function"
        if len(group) < 2:
            yield f"{exercise.slug}: the {visibility} check {check} has one case only"
    seen = [check for _, check in groups]
    for check in sorted({check for check in seen if seen.count(check) > 1}):
        yield f"{exercise.slug}: two checks are named {check}"
    for name in sorted(names - {case.function for case in public}):
        yield f"{exercise.slug}: {name} has no public check"
    total = sum(group[0].weight for (visibility, _), group in groups.items() if visibility == "public")
    if abs(total - EXERCISE_POINTS) > 1e-9:
        yield f"{exercise.slug}: its public checks are worth {total:g} points, not {EXERCISE_POINTS}"


def empty_answers(exercise: Exercise) -> dict[str, bytes]:
    """Write two files of wrong answers: functions that return None, and functions that return their first argument."""
    tree = ast.parse(exercise.stub.read_text(encoding="utf-8"))
    return {
        "return None": ast.unparse(_Emptied(identity=False).visit(tree)).encode(),
        "return the first argument": ast.unparse(
            _Emptied(identity=True).visit(ast.parse(exercise.stub.read_text(encoding="utf-8")))
        ).encode(),
    }


class _Emptied(ast.NodeTransformer):
    """Replaces the body of each function by one return; an __init__ only calls that of its base."""

    def __init__(self, identity: bool) -> None:
        self._identity = identity

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        if node.name == "__init__":
            node.body = ast.parse("super().__init__()").body
        elif self._identity and names:
            node.body = [ast.Return(ast.Name(names[0], ast.Load()))]
        else:
            node.body = [ast.Return(ast.Constant(None))]
        return ast.fix_missing_locations(node)
