"""What a result follows from, as one hash: the whole kit, the course, the seeds, and the submission itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.answers.fingerprint import contents, files_of, fingerprint, kit_key, recorder_key
from tensorgrade.answers.known_answers import files_of_mistakes
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.submission.read import Submission


@dataclass(frozen=True)
class ResultKey:
    """What one result follows from: all that many share, the seed of its inputs, what was handed in.

    `course` is empty where the result has to be made again in any case.
    """

    course: str
    seed: int
    content: str

    def __str__(self) -> str:
        return f"{self.course} {self.seed} {self.content}"


def parsed_key(text: str) -> ResultKey | None:
    """Read a key that was written; None for one of another form."""
    course, _, rest = text.partition(" ")
    seed, _, content = rest.partition(" ")
    return ResultKey(course, int(seed), content) if seed.isdecimal() and content else None


def course_key(course: Course, exercises: Iterable[Exercise], level: str, devices: str) -> str:
    """Hash the whole kit, the exercises with all that judges them, the packages on offer, the level and the devices."""
    files: dict[Path, None] = {}
    words = [kit_key(), level, devices, *course.settings.packages]
    for exercise in exercises:
        files |= dict.fromkeys([*files_of(course, exercise), *files_of_mistakes(course, exercise)])
        words.append(f"{exercise.slug} {exercise.weight}")
    return fingerprint(words, contents(course.root, files))


def runs_key(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> str:
    """Hash what the runs of an exercise follow from, beside the submission; what checks are worth is none of it."""
    files = contents(course.root, files_of(course, exercise))
    bare = ((name, without_marks(content) if "/checks/" in name else content) for name, content in files)
    return fingerprint((recorder_key(), exercise.slug, seed, *devices), bare)


def without_marks(checks: bytes) -> bytes:
    """Return what a file of checks does, without the points and the rules of its checks."""
    try:
        tree = ast.parse(checks)
    except (SyntaxError, ValueError):
        return checks
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            if not isinstance(node, ast.Module):
                node.decorator_list = [each for each in node.decorator_list if not is_points(each)]
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
    return ast.dump(tree).encode("utf-8", "backslashreplace")


def is_points(decorator: ast.expr) -> bool:
    """Say whether a decorator is the mark of what a check is worth."""
    match decorator:
        case ast.Call(func=ast.Attribute(attr="points")):
            return True
    return False


def content_key(submission: Submission) -> str:
    """Hash what was handed in."""
    problems = [word for problem in sorted(submission.problems.items()) for word in problem]
    return fingerprint(problems, sorted(submission.files.items()))
