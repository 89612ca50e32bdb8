"""Commands for students work in any folder of their repository, and keep what they keep in one place."""

from pathlib import Path

import msgspec
import pytest
from made_results import check, exercise, perfect
from released import release

from tensorgrade.commands import progress
from tensorgrade.commands.home import as_meant, home, kept, own_exercises
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import read_submission


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(release(tmp_path / "repository"))
    return tmp_path / "repository"


def test_at_its_top_all_lies_below(repository):
    assert (home(), own_exercises(), kept("x")) == (Path(), Path("exercises"), Path(".grade/x"))


def test_below_it_all_lies_above(repository, monkeypatch):
    monkeypatch.chdir("exercises/checks")
    assert (own_exercises(), kept("x")) == (Path("../../exercises"), Path("../../.grade/x"))


def test_outside_of_a_course_nothing_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert home() == Path()


def test_a_file_of_the_exercises_is_found_by_its_name_alone(repository, monkeypatch):
    assert as_meant(Path("ex01_sums.py")) == Path("exercises/ex01_sums.py")
    assert as_meant(Path("ex09_none.py")) == Path("ex09_none.py")
    monkeypatch.chdir("exercises/checks")
    assert as_meant(Path("ex01_sums.py")) == Path("../../exercises/ex01_sums.py")
    Path("ex01_sums.py").write_text("", encoding="utf-8")
    assert as_meant(Path("ex01_sums.py")) == Path("ex01_sums.py")


def test_status_next_hint_and_reset_are_the_same_below(repository, monkeypatch, grade):
    course = read_course(repository)
    one = msgspec.structs.replace(exercise("sums", (check("total", "passed"), check("doubled", "passed"))))
    result = msgspec.structs.replace(perfect(), exercises=(one,))
    progress.keep(course, Path("exercises/ex01_sums.py"), read_submission(Path("exercises"), course), result)
    monkeypatch.chdir("exercises")
    assert "2 of 2 functions pass" in grade("status")[1]
    assert grade("hint", "sums.total")[1].startswith("total: hint 1 of 3\n")
    assert grade("next")[0] == 0
    Path("ex01_sums.py").write_text("mine = 1\n", encoding="utf-8")
    assert grade("reset", "sums")[1].startswith("Your file is kept as ../.grade/before-reset/ex01_sums.1.py\n")
    kept_there = {path.name for path in (repository / ".grade").iterdir()}
    assert (kept_there, Path(".grade").exists()) == ({"progress.json", "hints.json", "before-reset"}, False)
