"""An assignment is some exercises of a course with a total of their own, on every road."""

import json
import shutil
import zipfile

import pytest
from tiny_course import CHECKS, REFERENCE, STUB, write

from tensorgrade.commands.export.autograder_zip import AutograderOptions, build
from tensorgrade.commands.release import ReleaseOptions, release
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.submission.read import read_submission

pytestmark = pytest.mark.usefixtures("shared_launchers")


ASSIGNMENTS = """
[[assignments]]
name = "Week 2"
exercises = ["sums", "more"]
weights = {sums = 2}
due = "2025-12-01"
penalty = 100
late-cap = 50

[[assignments]]
name = "Other"
exercises = ["more", "gone"]
timezone = "Mars"
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of two exercises, `sums` and `more`, of 10 points each."""
    root = write(tmp_path_factory.mktemp("course"))
    for part, text in (("exercises", STUB), ("solutions", REFERENCE)):
        (root / part / "ex02_more.py").write_text(text, encoding="utf-8")
    (root / "exercises" / "checks" / "test_more.py").write_text(CHECKS, encoding="utf-8")
    (root / "exercises" / "hints" / "more.md").write_text("## total\n\n1. Add.\n", encoding="utf-8")
    (root / "exercises" / "data").mkdir(exist_ok=True)
    (root / "exercises" / "data" / "table.csv").write_text("1,2\n", encoding="utf-8")
    (root / "course.toml").write_text(ASSIGNMENTS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def week(course, tmp_path_factory, shared_launchers):
    """A release of both exercises in which the first is solved."""
    place = tmp_path_factory.mktemp("released") / "week"
    assert release(place, ReleaseOptions(course, repository="https://example.org/week.git")) == 0
    (place / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    return place


def test_what_a_release_holds_is_never_told_as_passed_over(week, course):
    for path in (week, week / "exercises"):
        found = read_submission(path, read_course(course))
        assert (found.notes, found.chosen) == ((), ())


def test_the_stubs_of_an_answer_key_are_no_hand_in(week, course, tmp_path):
    place = shutil.copytree(week, tmp_path / "week")
    (place / "exercises" / "ex02_more.py").unlink()
    assert sorted(read_submission(place, read_course(course)).files) == ["ex01_sums.py"]


def test_a_release_of_some_exercises(course, tmp_path):
    assert release(tmp_path / "week1", ReleaseOptions(course, exercises=("more",))) == 0
    files = {path.relative_to(tmp_path / "week1").as_posix() for path in (tmp_path / "week1").rglob("*")}
    exercises = {name for name in files if name.startswith("exercises/")}
    assert exercises == {
        "exercises/checks", "exercises/checks/test_more.py", "exercises/data", "exercises/data/table.csv",
        "exercises/ex02_more.py", "exercises/hints", "exercises/hints/more.md",
    }  # fmt: skip
    assert {"answer_key/more-0.key", "answer_key/stubs/ex02_more.py"} < files
    assert not [name for name in files if "sums" in name]
    with pytest.raises(CourseError, match="there is no exercise 'moer'; did you mean 'more'"):
        release(tmp_path / "week1", ReleaseOptions(course, exercises=("moer",)))


def test_an_autograder_of_some_exercises(course, tmp_path):
    assert build("gradescope-autograder", AutograderOptions(tmp_path / "a.zip", course, ("more",))) == 0
    names = [name for name in zipfile.ZipFile(tmp_path / "a.zip").namelist() if name.startswith("course/")]
    assert sorted(names) == [
        "course/course.toml", "course/exercises/checks/test_more.py", "course/exercises/data/table.csv",
        "course/exercises/ex02_more.py", "course/exercises/hints/more.md", "course/solutions/ex02_more.py",
    ]  # fmt: skip


def test_ci_of_some_exercises(week, tmp_path, grade, monkeypatch):
    monkeypatch.chdir(shutil.copytree(week, tmp_path / "week"))
    status, printed, told = grade("ci", "--exercise", "sums", "--platform", "none")
    assert (status, "10 / 10" in printed) == (0, True), told


@pytest.mark.parametrize("words", [["run"], ["ci", "--platform", "none"]], ids=["at home", "in CI"])
def test_an_exercise_that_is_gone_or_renamed_counts_0_and_is_told(week, tmp_path, words, grade, monkeypatch):
    place = shutil.copytree(week, tmp_path / "week")
    (place / "exercises" / "ex02_more.py").rename(place / "exercises" / "more, done.py")
    monkeypatch.chdir(place)
    status, printed, told = grade(*words)
    assert status == 1
    assert "10 / 20" in printed and "All done" not in printed
    assert "note: ex02_more.py is not there: more counts 0 points\n" in told
    assert [exercise.slug for exercise in read_course(place).exercises] == ["sums", "more"]


def test_an_assignment_has_the_same_total_at_home_in_ci_and_in_autograders(course, tmp_path, grade, monkeypatch):
    place = tmp_path / "week"
    assert release(place, ReleaseOptions(course, assignment="Week 2")) == 0
    (place / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    (place / "exercises" / "ex02_more.py").unlink()
    monkeypatch.chdir(place)
    for words in (
        ["run"], ["ci", "--platform", "none"],
        ["ci", "--platform", "none", "--course", course, "--fresh", "--assignment", "Week 2"],
    ):  # fmt: skip
        status, printed, told = grade(*words)
        assert (status, "20 / 30" in printed) == (1, True), told
        assert "note: ex02_more.py is not there: more counts 0 points\n" in told
    workflow = (place / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8")
    assert "grade ci --course \"$RUNNER_TEMP/course\" --fresh '--assignment=Week 2'\n" in workflow
    for kind, script in (("gradescope-autograder", "run_autograder"), ("prairielearn-grader", "entrypoint.sh")):
        assert build(kind, AutograderOptions(tmp_path / "a.zip", course, assignment="Week 2")) == 0
        with zipfile.ZipFile(tmp_path / "a.zip") as archive:
            assert b" --fresh '--assignment=Week 2'\n" in archive.read(script)
            assert {"course/exercises/ex01_sums.py", "course/exercises/ex02_more.py"} < set(archive.namelist())


def test_a_batch_and_an_export_of_an_assignment(course, tmp_path, grade, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    (tmp_path / "roster.csv").write_text("student,submitted\nada,2026-01-01\n", encoding="utf-8")
    common = ["--course", course, "--isolation", "best", "--roster", "roster.csv"]
    status, printed, _ = grade("batch", "class", "--out", "week", *common, "--assignment", "Week 2")
    assert status == 0
    told = "ex02_more.py is not there: more counts 0 points"
    assert f"ada: {told}\n" in printed
    assert told in (tmp_path / "week" / "batch.log").read_text(encoding="utf-8")
    assert told in (tmp_path / "week" / "dashboard.html").read_text(encoding="utf-8")
    (page,) = (tmp_path / "week" / "students").glob("*.json")
    assert json.loads(page.read_bytes())["passed_over"] == [told]
    assert grade("batch", "class", "--out", "all", *common)[0] == 0
    assert grade("override", "all", "ada", "sums.total", "2", "--why", "x")[0] == 0
    for out, label, points, possible in (
        ("week", "Week 2", 10.0, 30.0), ("all", "Week 2 (55)", 14.0, 30.0), ("all", "x", 7.0, 20.0),
    ):  # fmt: skip
        place = tmp_path / f"{out} {label}"
        status, printed, _ = grade(
            "export", out, "--to", "gradescope", "--course", course, "--assignment", label, "--file", place
        )
        assert status == 0
        document = json.loads((place / "ada.json").read_bytes())
        assert (document["score"], sum(test["max_score"] for test in document["tests"])) == (points, possible)
        note = "note: course.toml has no assignment 'x': all exercises of the gradebook count\n"
        assert (note in printed) == (label == "x")


def test_late_rules_that_cannot_be_read(course, tmp_path, grade):
    root = shutil.copytree(course, tmp_path / "course")
    text = ASSIGNMENTS.replace(', "gone"', "")
    for old, new, told in (
        ("", "", "timezone = 'Mars', which is not read; write one such as 'Europe/Berlin'"),
        (
            'timezone = "Mars"', 'due = "soon"',
            "due = 'soon', which is not read; write one such as '2026-11-30 23:59'",
        ),
    ):  # fmt: skip
        (root / "course.toml").write_text(text.replace(old, new), encoding="utf-8")
        done = grade("batch", tmp_path, "--out", tmp_path / "out", "--course", root, "--assignment", "Other")
        assert done == (2, "", f"grade: {root / 'course.toml'} cannot be used: the assignment 'Other' has {told}\n")


def test_a_batch_and_an_export_of_some_exercises(course, week, tmp_path, grade, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class").mkdir()
    shutil.copytree(week / "exercises", tmp_path / "class" / "ada")
    (tmp_path / "roster.csv").write_text("student,submitted\nada,2026-01-01\n", encoding="utf-8")
    done = grade(
        "batch", "class", "--out", "out", "--course", course, "--isolation", "best", "--due", "2025-12-01",
        "--penalty", "100", "--late-cap", "50", "--roster", "roster.csv",
    )  # fmt: skip
    assert done[0] == 0, done
    for slug, points in (("sums", 5.0), ("more", 0.0)):
        assert grade("export", "out", "--to", "gradescope", "--exercise", slug, "--file", slug)[0] == 0
        document = json.loads((tmp_path / slug / "ada.json").read_bytes())
        assert (document["score"], sum(test["max_score"] for test in document["tests"])) == (points, 10.0)
    assert grade("export", "out", "--to", "csv", "--exercise", "sums")[0] == 0
    header = (tmp_path / "out" / "csv.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.endswith(",problem,sums")
    refused = grade("export", "out", "--to", "csv", "--exercise", "sum")
    assert refused == (2, "", "grade: the gradebook is not of 'sum'; did you mean 'sums'?\n")
