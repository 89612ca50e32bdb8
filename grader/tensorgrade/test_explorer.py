"""A pytest plugin for the test explorers of editors: a public check is green where the grader says so.

`pytest -p tensorgrade.test_explorer exercises/checks` collects the checks as pytest does. Checks only observe, so it
runs none of them itself: the grader grades the student's exercises once, in its own workers, and each check reports
what came of it, with the diagnosis of its function.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.exits import sentence_of
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.scoring.result import CheckResult, ExerciseResult, SubmissionResult
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.html.verdict import as_text

PREFIX = "test_"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Report what the grader says of a check; leave other tests to pytest."""
    if not isinstance(item, pytest.Function) or item.path.parent.name != "checks":
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for call in (
        pytest.CallInfo.from_call(lambda: None, when="setup"),
        pytest.CallInfo.from_call(lambda: judge(item), when="call"),
        pytest.CallInfo.from_call(lambda: None, when="teardown"),
    ):
        report = item.ihook.pytest_runtest_makereport(item=item, call=call)
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def judge(item: pytest.Function) -> None:
    """Pass, fail or be skipped, as the grader says of a check."""
    slugs = frozenset(slug_of(each) for each in item.session.items if each.path.parent == item.path.parent)
    try:
        result = graded(item.path.parents[1], slugs)
    except Exception as error:
        pytest.fail(f"grade: {sentence_of(error)[0]}", pytrace=False)
    exercise, check = check_of(item, result)
    if check.outcome == "not_attempted":
        pytest.skip(f"{check.function} is not written yet")
    if check.outcome != "passed":
        pytest.fail(as_text(exercise, check.function), pytrace=False)


def check_of(item: pytest.Function, result: SubmissionResult) -> tuple[ExerciseResult, CheckResult]:
    """Find a check in a result."""
    name = item.originalname.removeprefix(PREFIX)
    exercise = next(each for each in result.exercises if each.name == slug_of(item))
    return exercise, next(check for check in exercise.checks if check.name == name and check.visibility == "public")


def slug_of(item: pytest.Item) -> str:
    """Return the exercise that a check belongs to."""
    return item.path.stem.removeprefix(PREFIX)


@cache
def graded(folder: Path, slugs: frozenset[str]) -> SubmissionResult:
    """Grade the exercises of these slugs in a folder, once in a run of pytest."""
    course = read_course(find_course(folder))
    submission = read_submission(folder, course)
    with Grader(course, sorted(slugs), level=best_level(), workers=os.cpu_count() or 1) as grader:
        return grader.grade(submission, PUBLISHED_SEED).result
