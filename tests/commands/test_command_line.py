"""The command line, as a user runs it: what is printed, what is written, the exit status.

Each run that grades is a process of its own; where only words are told, the command runs in this one.
"""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from tiny_course import REFERENCE, write

from tensorgrade.commands.run import alone
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import Submission

pytestmark = pytest.mark.worker

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"


def process(*arguments, cwd=ROOT, **environment):
    """Run `grade` and return the finished process; output is text."""
    return subprocess.run(
        [sys.executable, "-m", "tensorgrade", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def refused(grade, monkeypatch):
    """Say whether a command ends with one sentence on standard error, exit status 2, and nothing else."""
    monkeypatch.chdir(ROOT)
    return lambda sentence, *words: grade(*words) == (2, "", f"grade: {sentence}\n")


@pytest.fixture(scope="module")
def ben(tmp_path_factory):
    """The sample with ten mistakes, graded on two exercises, with all files written."""
    folder = tmp_path_factory.mktemp("ben")
    files = {kind: folder / f"result.{kind}" for kind in ("json", "html", "junit")}
    options = [part for kind, file in files.items() for part in (f"--{kind}", file)]
    done = process("run", SAMPLES / "ben", "--exercise", "indexing", "--exercise", "reshaping", *options)
    return done, {kind: file.read_text() for kind, file in files.items()}


def test_run_prints_a_line_a_function_and_the_first_failure(ben):
    done, _ = ben
    assert done.returncode == 1
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines[0] == "indexing  8.88 / 10"
    assert "  ✓   row             1.5 / 1.5" in lines
    assert any(re.match(r"  ✗   zero_negatives   0.88 / 2  input-modified", line) for line in lines)
    assert "zero_negatives: the argument x was changed by the call" in done.stdout
    assert "more      grade explain input-modified" in done.stdout
    assert "Score 17.38 / 20" in lines
    begin = lines.index("Next: fix zero_negatives")
    assert lines[begin + 1].startswith("  tests/samples/ben/ex02_indexing.py:")
    assert lines[begin + 2] == "  grade hint indexing.zero_negatives"


def test_run_writes_json_that_fits_the_schema(ben):
    result = json.loads(ben[1]["json"])
    schema = resources.files("tensorgrade.scoring").joinpath("result.schema.json")
    jsonschema.validate(result, json.loads(schema.read_text()))
    assert result["schema"] == "grade/1"
    assert (result["submission"], result["device"], result["seed"]) == ("ben", "cpu,sim", 0)
    assert (result["points"], result["possible"]) == (17.38, 20.0)
    assert [exercise["name"] for exercise in result["exercises"]] == ["indexing", "reshaping"]
    failed = [check for check in result["exercises"][0]["checks"] if check["outcome"] == "failed"]
    assert failed[0]["function"] == "zero_negatives"
    assert failed[0]["diagnoses"][0]["name"] == "input-modified"
    assert all(
        failed[0]["diagnoses"][0][part] for part in ("message", "actual", "expected", "where", "cause", "remedy")
    )


def test_run_writes_html_that_needs_nothing_else(ben):
    page = ben[1]["html"]
    assert "<!doctype html>" in page
    assert re.search(r"17.38</span> <span class=.of.>/ 20", page)
    assert 'id="explain-input-modified"' in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "<script" not in page


def test_run_writes_junit(ben):
    root = ET.fromstring(ben[1]["junit"])
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["indexing", "reshaping"]
    assert suites["indexing"].get("failures") == "4"
    points = [p.get("value") for p in suites["indexing"].findall("properties/property")]
    assert points == ["8.88", "10"]
    assert suites["indexing"].find("testcase/failure") is not None


def test_piped_output_has_no_colours_and_terminal_output_keeps_no_color():
    done = process("explain", "integer-features", NO_COLOR="1", FORCE_COLOR="")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert done.stdout.startswith("integer-features\n")


def test_a_full_submission_ends_with_status_0(tmp_path):
    done = process("run", ROOT / "solutions", "--exercise", "reshaping", "--seed", "11")
    assert done.returncode == 0
    assert "Score 10 / 10\nAll done: every check passed.\n" in done.stdout.replace(" \n", "\n")


@pytest.mark.usefixtures("shared_launchers")
def test_stubs_get_nothing_and_are_quiet(grade, monkeypatch):
    monkeypatch.chdir(ROOT)
    status, printed, told = grade("run", ROOT / "exercises", "--exercise", "indexing")
    assert status == 1
    assert printed.startswith(
        "Nothing is written yet: 1 exercise, 6 functions.\n\nBegin in exercises/ex02_indexing.py:10: row\n"
    )
    assert "Traceback" not in printed + told
    assert "Score 0 / 10" in printed
    assert "  grade hint indexing.row " in printed


@pytest.mark.slow
def test_without_a_command_the_exercises_here_are_graded_and_a_report_is_written(tmp_path):
    (tmp_path / "exercises").symlink_to(SAMPLES / "cleo")
    done = process(cwd=tmp_path, TENSORGRADE_EXERCISES="")
    assert done.returncode == 1
    assert "html written to grade-report.html" in done.stdout
    assert (tmp_path / "grade-report.html").is_file()


@pytest.mark.usefixtures("shared_launchers")
def test_an_exception_shows_the_students_line_and_none_of_ours(grade):
    place = ROOT / "tests" / "submissions" / "raises_in_a_line"
    _, printed, _ = grade("run", place, "--course", ROOT, "--exercise", "indexing")
    assert "block: raises IndexError: list index out of range" in printed
    assert re.search(r"where +ex02_indexing.py, line \d+: return x\[wanted\[2\] : bottom\]", printed)
    assert "Traceback" not in printed
    assert "/tensorgrade/" not in printed


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("no/such/path", "there is no no/such/path"),
        (
            "tests/conftest.py",
            "tests/conftest.py holds no exercise: no file is named exNN_slug.py or defines a function of this course",
        ),
        (
            "README.md",
            "README.md is no submission: give a folder, a .py file, a notebook"
            " or an archive (.7z, .rar, .tar, .tar.bz2, .tar.gz, .tar.xz, .tbz2, .tgz, .txz, .zip)",
        ),
    ],
)
def test_a_path_that_is_no_submission(refused, path, sentence):
    assert refused(sentence, "run", path)


def test_an_empty_folder(refused, tmp_path):
    sentence = f"{tmp_path} holds no exercise: no file is named exNN_slug.py or defines a function of this course"
    assert refused(sentence, "run", tmp_path)


def test_an_unknown_exercise(refused):
    sentence = "there is no exercise 'indxing'; did you mean 'indexing'?"
    assert refused(sentence, "run", "solutions", "--exercise", "indxing")


@pytest.mark.usefixtures("shared_launchers")
def test_the_name_of_a_function_in_the_place_of_an_exercise(tmp_path, grade, monkeypatch):
    course = write(tmp_path)
    (course / "exercises" / "ex01_sums.py").write_text(REFERENCE.replace("* times", "+ times"), encoding="utf-8")
    monkeypatch.chdir(course)
    _, printed, _ = grade("run", "--exercise", "sums.total")
    assert "sums  5 / 10" in printed and "--- " not in printed and "doubled ---" not in printed
    assert "sums: doubled ---" in grade("run", "--exercise", "sums.doubled")[1]
    several = grade("run", "--exercise", "sums.total", "--exercise", "sums")
    told = "grade: there is no exercise 'sums.total'; it is a function of sums, so write sums\n"
    assert several == (2, "", told)


@pytest.mark.usefixtures("shared_launchers")
def test_a_single_file_counts_alone(tmp_path, grade, monkeypatch):
    course = write(tmp_path)
    write(tmp_path, "means", 2)
    (course / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    monkeypatch.chdir(course)
    status, printed, told = grade("run", "exercises/ex01_sums.py")
    assert (status, printed.splitlines()[-2:]) == (0, ["Score 10 / 10", "All done: every check passed."])
    assert told == ""
    assert grade("run", "ex01_sums.py")[:2] == (status, printed)
    assert "10 / 10" in grade("run", "--exercise", "exercises/ex01_sums.py")[1]
    monkeypatch.chdir(course / "exercises")
    assert "10 / 10" in grade("status")[1]


def test_a_single_file_of_another_name_tells_what_is_graded(tmp_path):
    course = read_course(write(write(tmp_path), "means", 2))
    file = tmp_path / "mine.py"
    file.write_text(REFERENCE, encoding="utf-8")
    read, slugs = alone(Submission("mine", {"ex01_sums.py": b""}, {}), file, course)
    assert (read.notes, slugs) == (("mine.py holds sums, and no other exercise is graded",), ["sums"])


@pytest.mark.parametrize("option", ["--json", "--html", "--junit"])
def test_a_file_that_cannot_be_written(refused, tmp_path, option):
    gone = tmp_path / "gone" / "out"
    assert refused(f"there is no folder {gone.parent} to write out in", "run", "solutions", option, gone)
    assert refused(f"{tmp_path} is a folder; name a file in it", "run", "solutions", option, tmp_path)


def test_a_folder_that_is_no_course(refused, tmp_path):
    sentence = f"{tmp_path} is no course: it has no folder exercises/"
    assert refused(sentence, "run", "solutions", "--course", tmp_path)


def test_wrong_usage(refused):
    assert refused("Invalid value for '--seed': 'many' is not a valid integer.", "run", "--seed", "many")
    assert refused("No such command 'rum'. Did you mean 'run'?", "rum")


def test_help_names_every_command_and_needs_no_torch():
    done = process("--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    for command in ("run", "hint", "explain", "verify"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)
    imported = {line.split("|")[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "click" in imported
    assert not imported & {"torch", "numpy", "pytest"}


@pytest.mark.parametrize("arguments", [("explain", "batch-mean"), ("hint", "indexing.row"), ("explain",)])
def test_explanations_and_hints_need_no_torch(tmp_path, arguments):
    done = (
        process(*arguments, "--course", ROOT, cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
        if "hint" in arguments
        else process(*arguments, cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert not re.search(r"\| +torch$", done.stderr, re.MULTILINE)


def test_an_unknown_diagnosis(refused):
    sentence = "there is no diagnosis 'integer-feature'; did you mean 'integer-features'?"
    assert refused(sentence, "explain", "integer-feature")


def test_hints_come_one_at_a_time(grade, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = [grade("hint", "indexing.row", "--course", ROOT) for _ in range(4)]
    assert [printed.splitlines()[0] for _, printed, _ in told] == [
        f"row: hint {number}" for number in ("1 of 3", "2 of 3", "3 of 3, the last", "3 of 3, the last, once more")
    ]


def test_hints_for_names_that_are_not_there(refused, grade):
    assert refused("there is no function 'indexing.rwo'; did you mean 'indexing.row'?", "hint", "indexing.rwo")
    status, _, told = grade("hint", "indexing")
    assert status == 2
    assert told.startswith("grade: indexing is an exercise; name one of its functions: indexing.row, ")


def test_our_own_failure_is_shown_and_never_the_students(tmp_path):
    broken = REFERENCE.replace("return x.sum()", "return x.summ()")
    course = write(tmp_path, reference=broken)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "ex01_sums.py").write_text(REFERENCE)
    done = process("run", "work", "--course", course, "--json", "result.json", cwd=tmp_path)
    assert done.returncode == 3
    faults = [line for line in done.stderr.splitlines() if line.startswith("ungraded: ")]
    assert len(faults) == 1
    assert "the reference did not complete (raised): AttributeError" in " ".join(done.stderr.split())
    outcomes = [
        check["outcome"] for check in json.loads((tmp_path / "result.json").read_text())["exercises"][0]["checks"]
    ]
    assert outcomes == ["ungraded", "passed"]


def test_a_launcher_that_cannot_start_is_our_failure(tmp_path):
    course = write(tmp_path, checks="import sys; sys.exit(3)")
    done = process("run", "solutions", "--course", course, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    sentence = "the launcher died while it started: mainloop: caught unexpected SystemExit!"
    assert done.stderr == f"grade: the grader failed, not the submission: {sentence}\n"
