"""benchmarks/lessons.py counts what was told of mistakes that are known, in results with lessons and without."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import lessons as counting  # noqa: E402
from classes import open_functions  # noqa: E402

STUDENTS = 6


@pytest.fixture(scope="module")
def answers(course):
    return list(counting.answers_of(course, course.chosen(["indexing", "autograd"]), STUDENTS, 1))


def test_a_class_is_the_same_each_time_and_has_all_kinds(course, answers):
    assert [answer.kind for answer in answers] == [*counting.KINDS] * 2
    again = list(counting.answers_of(course, course.chosen(["indexing", "autograd"]), STUDENTS, 1))
    assert [one.source for one in again] == [one.source for one in answers]


def test_it_is_known_how_many_mistakes_there_are(answers):
    assert [len(answer.mistakes) for answer in answers] == [2, 1, 1] * 2
    for number, answer in enumerate(answers):
        own = {one.name for one in ast.parse(answer.source).body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
        assert {one.name for one in answer.exercise.functions} <= own
        if answer.kind == "half-done":
            assert not {name for names in answer.mistakes for name in names} & open_functions(answer.exercise, number)


def checks_of(*checks):
    """The checks of an exercise, each a function, an outcome, and how many diagnoses it has."""
    return [
        {"function": function, "outcome": outcome, "diagnoses": [{"name": "wrong-values"}] * count}
        for function, outcome, count in checks
    ]


def test_lessons_are_counted_beside_the_mistakes_that_were_noticed(answers):
    answer = answers[0]
    (first,), (second,) = answer.mistakes
    checks = checks_of(
        (first, "failed", 2), (first, "crashed", 1), (second, "passed", 0), ("other", "not_attempted", 1)
    )
    before = {(answer.student, answer.exercise.slug): {"checks": checks}}
    assert counting.count_of(answer, before, counting.lessons_of) == counting.Count(made=2, noticed=1, told=3)
    told = [{"function": first, "diagnosis": {"name": "wrong-shape"}}]
    after = {(answer.student, answer.exercise.slug): {"checks": checks, "lessons": told}}
    assert counting.count_of(answer, after, counting.lessons_of) == counting.Count(made=2, noticed=1, told=1)
    assert counting.count_of(answer, after, counting.units_of).told == 3
    assert list(counting.told_otherwise([answer], after)) == []
    told.append({"function": "", "diagnosis": {"name": "raised"}})
    assert list(counting.told_otherwise([answer], after)) == [
        f"two-known-00 indexing ({first}, {second}): {first}: wrong-shape, the file: raised"
    ]


def test_a_mutant_is_noticed_in_any_function(answers):
    answer = answers[2]
    result = {(answer.student, answer.exercise.slug): {"checks": checks_of(("other", "failed", 1)), "lessons": [{}]}}
    counts = counting.counted([answer], result, counting.lessons_of)
    assert counts == {"mutant": counting.Count(1, 1, 1)}
    whole = counts | dict.fromkeys(counting.KINDS[:2], counting.Count(2, 2, 5))
    assert counting.row("HEAD", whole).split() == ["HEAD", "5", "5", "11", "2.20", "2.50", "2.50", "1.00"]
