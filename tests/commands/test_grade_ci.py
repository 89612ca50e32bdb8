"""`grade ci`: each platform is found by what it sets, and gets what it reads."""

import base64
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.answers.known_answers import known_answers
from tensorgrade.commands import ci
from tensorgrade.commands.ci import CiOptions, check_isolation, locations_in, platform_here
from tensorgrade.commands.export.autograder_zip import AutograderOptions, build
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.exits import Status
from tensorgrade.grading import Graded
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.overview import Location
from tensorgrade_reports.platforms import Telling, ci_services, prairielearn

pytestmark = pytest.mark.worker

MEAN = REFERENCE.replace("x.sum()", "x.mean()")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


@pytest.fixture
def repository(tmp_path):
    place = tmp_path / "repository"
    (place / "exercises").mkdir(parents=True)
    (place / "exercises" / "ex01_sums.py").write_text(MEAN, encoding="utf-8")
    return place


def job(repository, course, *more, **environment):
    """Run `grade ci` in a repository; output is text."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB", "GITLAB", "CI"))}
    command = [sys.executable, "-m", "tensorgrade", "ci", "--course", str(course), *more]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=repository, env={**kept, **environment}
    )


def test_github(repository, course, tmp_path):
    summary, output = tmp_path / "summary.md", tmp_path / "output.txt"
    summary.write_text("before\n", encoding="utf-8")
    files = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
    done = job(repository, course, "--fresh", GITHUB_ACTIONS="true", **files)
    assert (done.returncode, done.stderr) == (1, "")
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert line.startswith("::error file=exercises/ex01_sums.py,line=6,title=sums.total%3A wrong-values::")
    assert "The mean is taken in place of the sum." in line
    assert summary.read_text(encoding="utf-8").startswith("before\n## 5 / 10 points\n")
    result = json.loads(base64.b64decode(output.read_text(encoding="utf-8").removeprefix("result=")))
    assert (result["max_score"], sum(test["score"] for test in result["tests"])) == (10.0, 5.0)
    assert ET.parse(repository / "grade-junit.xml").getroot().tag == "testsuites"
    assert (repository / "grade-report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_gitlab_and_the_status_that_was_asked_for(repository, course):
    done = job(repository, course, "--fail-under", "50", GITLAB_CI="true")
    assert done.returncode == 0
    entries = json.loads((repository / "gl-code-quality-report.json").read_bytes())
    assert entries[0]["location"] == {"path": "exercises/ex01_sums.py", "lines": {"begin": 6}}
    assert not [line for line in done.stdout.splitlines() if line.startswith("::")]


def test_classroom50_ends_with_0(repository, course):
    done = job(repository, course, CLASSROOM="c", ASSIGNMENT="a")
    assert done.returncode == 0
    document = json.loads((repository / "result.json").read_bytes())
    assert (document["score"], document["max-score"], document["classroom"]) == (500, 1000, "c")


def test_a_repository_without_exercises(tmp_path, course):
    done = job(tmp_path, course)
    assert (done.returncode, done.stderr) == (2, "grade: there is no exercises\n")


def test_platforms_are_found(monkeypatch, tmp_path):
    assert platform_here({}) == "none"
    assert platform_here({"GITHUB_ACTIONS": "true"}) == "github"
    assert platform_here({"GITLAB_CI": "true"}) == "gitlab"
    assert platform_here({"GITHUB_ACTIONS": "true", "CLASSROOM": "c", "ASSIGNMENT": "a"}) == "classroom50"
    monkeypatch.setattr(prairielearn.PLATFORM.ci, "root", tmp_path)
    assert platform_here({"GITHUB_ACTIONS": "true"}) == "prairielearn"


def test_solutions_need_isolation(course, tmp_path):
    check_isolation(read_course(course), Level.confined)
    with pytest.raises(
        CourseError, match="holds solutions, and this machine cannot keep a student's code from reading"
    ):
        check_isolation(read_course(course), Level.separate)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ex01_sums.py").write_text(STUB, encoding="utf-8")
    check_isolation(read_course(tmp_path), Level.separate)


def test_a_submission_that_prairielearn_cannot_grade(course, tmp_path, monkeypatch):
    (tmp_path / "student").mkdir()
    monkeypatch.setattr(prairielearn.PLATFORM.ci, "root", tmp_path)
    assert ci.run_ci(CiOptions(tmp_path / "student", course, "prairielearn")) is Status.done
    document = json.loads((tmp_path / "results" / "results.json").read_bytes())
    assert document["gradable"] is False and "holds no exercise" in document["format_errors"][0]


def test_places_of_functions(repository, course, monkeypatch):
    monkeypatch.chdir(repository)
    path = Path("exercises")
    locations = locations_in(read_submission(path, read_course(course)))
    assert (locations["sums.total"].file, locations["sums.total"].line) == ("exercises/ex01_sums.py", 6)
    (path / "ex01_sums.py").write_text("def total(:\n", encoding="utf-8")
    locations = locations_in(read_submission(path, read_course(course)))
    assert locations == {"sums": Location("exercises/ex01_sums.py", 1)}


def test_places_are_those_of_the_files_that_were_graded(repository, course, monkeypatch):
    monkeypatch.chdir(repository)
    path = Path("exercises")
    for other in ("archive", "venv/lib", "a/b"):
        (path / other).mkdir(parents=True)
        (path / other / "ex01_sums.py").write_text("def total(x):\n    return x\n", encoding="utf-8")
    locations = locations_in(read_submission(path, read_course(course)))
    assert locations["sums.total"].file == "exercises/ex01_sums.py"
    (path / "ex01_sums.py").rename(path / "homework.py")
    in_a_bundle = locations_in(read_submission(path / "homework.py", read_course(course)))
    assert {location.file for location in in_a_bundle.values()} == {"exercises/homework.py"}
    (path / "M\x1bller").mkdir()
    (path / "homework.py").rename(path / "M\x1bller" / "ex01_sums.py")
    own = path / "M\x1bller"
    assert locations_in(read_submission(own, read_course(course)))["sums.total"].file.endswith(
        "M\\x1bller/ex01_sums.py"
    )


def test_places_are_of_what_was_read_whatever_lies_there_since(repository, course, monkeypatch):
    monkeypatch.chdir(repository)
    submission = read_submission(Path(), read_course(course))
    Path("archive").mkdir()
    for place in ("archive/ex01_sums.py", "ex01_sums.py"):
        Path(place).write_text("def total(x):\n    return x\n", encoding="utf-8")
    place = locations_in(submission)["sums.total"]
    assert (place.file, place.line) == ("exercises/ex01_sums.py", 6)


def test_what_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    for telling, sentence in (
        (Telling(added={"SUMMARY": "text"}), f"$SUMMARY ({tmp_path}) cannot be written: Is a directory"),
        (Telling({tmp_path / "file" / "x" / "y": b""}), f"{tmp_path}/file/x cannot be made: Not a directory"),
    ):
        with pytest.raises(ci.CiError) as caught:
            ci.tell(telling, {"SUMMARY": str(tmp_path)}, io.StringIO())
        assert str(caught.value) == sentence


def in_a_container(root: Path, inside: str, *command: str) -> list[str]:
    """Run a command where `root` is the folder `inside`, at the top, and everything else as here."""
    binds = [word for entry in sorted(Path("/").iterdir()) for word in ("--dev-bind", str(entry), str(entry))]
    return [str(program()), "--tmpfs", "/", *binds, "--bind", str(root), inside, *command]


@pytest.mark.skipif(best_level() < Level.sealed, reason="no sandbox here can make /autograder and /grade")
@pytest.mark.parametrize(
    ("kind", "inside", "submission", "script"),
    [
        ("gradescope-autograder", "/autograder", "submission", "source/run_autograder"),
        ("prairielearn-grader", "/grade", "student", "source/entrypoint.sh"),
    ],
)
def test_autograders_run_as_their_platform_runs_them(course, tmp_path, monkeypatch, kind, inside, submission, script):
    monkeypatch.chdir(tmp_path)
    assert build(kind, AutograderOptions(course=course)) == 0
    root = tmp_path / "root"
    with zipfile.ZipFile(f"{kind}.zip") as archive:
        archive.extractall(root / "source")
    (root / submission).mkdir()
    (root / submission / "ex01_sums.py").write_text(MEAN, encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "grade").write_text(f'#!/bin/sh\nexec {sys.executable} -m tensorgrade "$@"\n', encoding="utf-8")
    (tools / "grade").chmod(0o755)
    place = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "COURSE": f"{inside}/source/course"}
    environment["PYTHONPATH"] = str(place)
    command = in_a_container(root, inside, "bash", f"{inside}/{script}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    document = json.loads((root / "results" / "results.json").read_bytes())
    assert document["score"] == (5.0 if kind.startswith("gradescope") else 0.5), done.stderr
    assert "The mean is taken in place of the sum." in json.dumps(document)


def test_an_autograder_is_the_same_bytes_each_time(course, tmp_path):
    for name in ("a.zip", "b.zip"):
        assert build("gradescope-autograder", AutograderOptions(tmp_path / name, course)) == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    names = set(zipfile.ZipFile(tmp_path / "a.zip").namelist())
    assert {"setup.sh", "run_autograder", "course/solutions/ex01_sums.py"} <= names
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ex01_sums.py").write_text(STUB, encoding="utf-8")
    with pytest.raises(CourseError, match="an autograder needs the references"):
        build("gradescope-autograder", AutograderOptions(course=tmp_path))


def test_an_autograder_brings_all_that_the_known_mistakes_follow_from(tmp_path):
    whole = read_course(Path(__file__).resolve().parents[2])
    assert build("prairielearn-grader", AutograderOptions(tmp_path / "a.zip", whole.root)) == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path)
    arrived = read_course(tmp_path / "course")
    for exercise, here in zip(arrived.exercises, whole.exercises, strict=True):
        names = [answer.name for answer in known_answers(whole, here, "mistakes")]
        assert [answer.name for answer in known_answers(arrived, exercise, "mistakes")] == names


def test_what_is_not_final_is_our_own_failure(monkeypatch):
    class Unsure:
        is_final, is_full, points, possible = False, False, 0.0, 1.0

    for service in (ci.Elsewhere(), *ci_services().values()):
        assert ci.status_of(service, Graded(Unsure(), ()), None) is Status.ours  # type: ignore[arg-type]
