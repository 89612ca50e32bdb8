"""What is said of a course's content without running it."""

import ast

import pytest
from tiny_course import HINTS, REFERENCE, STUB, write

from tensorgrade.course.catalogue import read_course
from tensorgrade.course.lint import empty_answers, problems_of_checks, problems_of_files
from tensorgrade.protocol.messages import CollectedCase


def exercise_in(root):
    course = read_course(root)
    return course, course.exercises[0]


def case(check, function, number=0, visibility="public", weight=5.0):
    return CollectedCase(
        id=f"sums/{check}[{number}]",
        exercise="sums",
        check=check,
        function=function,
        title=f"{function} does",
        visibility=visibility,
        weight=weight,
        timeout=5.0,
        device=None,
    )


SOUND = [case(check, check, number) for check in ("total", "doubled") for number in (0, 1)]


def test_a_sound_course(tmp_path):
    course, exercise = exercise_in(write(tmp_path))
    assert list(problems_of_files(course, exercise)) == []
    assert list(problems_of_checks(exercise, SOUND)) == []


@pytest.mark.parametrize(
    ("part", "text", "problem"),
    [
        (
            "reference",
            REFERENCE.replace("times=2", "times"),
            "solutions/ex01_sums.py: doubled has another signature than its stub",
        ),
        ("reference", REFERENCE.replace("def total", "def totl"), "solutions/ex01_sums.py: total is missing"),
        ("reference", "def total(:\n", "solutions/ex01_sums.py cannot be read: invalid syntax (<unknown>, line 1)"),
        ("stub", STUB.replace(">>> doubled", "doubled"), "ex01_sums.py: doubled has no example in its docstring"),
        ("hints", HINTS.replace("2. By `times`.\n\n", ""), "sums: doubled has 2 hints, not 3"),
    ],
)
def test_problems_of_files(tmp_path, part, text, problem):
    course, exercise = exercise_in(write(tmp_path, **{part: text}))
    assert list(problems_of_files(course, exercise)) == [problem]


def test_a_missing_reference(tmp_path):
    root = write(tmp_path)
    (root / "solutions/ex01_sums.py").unlink()
    assert list(problems_of_files(*exercise_in(root))) == ["ex01_sums.py: there is no reference solution"]


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        (
            [*SOUND[:2], *(case("doubled", "doubled", i, weight=4.0) for i in (0, 1))],
            "sums: its public checks are worth 9 points, not 10",
        ),
        (
            [*SOUND, *(case("more", "adds", i, "hidden") for i in (0, 1))],
            "sums: the hidden check more begins its docstring with 'adds', no function",
        ),
        ([*SOUND, case("more", "total", 0, "hidden")], "sums: the hidden check more has one case only"),
        ([*SOUND, *(case("total", "total", i, "hidden") for i in (0, 1))], "sums: two checks are named total"),
        ([case(check, "doubled", i) for check in ("a", "b") for i in (0, 1)], "sums: total has no public check"),
    ],
)
def test_problems_of_checks(tmp_path, cases, problem):
    _, exercise = exercise_in(write(tmp_path))
    assert list(problems_of_checks(exercise, cases)) == [problem]


def test_empty_answers(course):
    modules = next(exercise for exercise in course.exercises if exercise.slug == "modules")
    answers = empty_answers(modules)
    assert list(answers) == ["return None", "return the first argument"]
    nothing, identity = (ast.unparse(ast.parse(text)) for text in answers.values())
    assert "def freeze(module):\n    return None" in nothing
    assert "def freeze(module):\n    return module" in identity
    assert "def forward(self, x):\n        return x" in identity
    assert nothing.count("super().__init__()") == 2
