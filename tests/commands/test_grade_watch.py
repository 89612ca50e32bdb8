"""`grade watch`: what a save changes, what the keys do, and that it never moves on by itself."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from tiny_course import write

from tensorgrade.commands import progress
from tensorgrade.commands.watch.session import GradedSubmission, Session, first_open
from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.terminal.screens import PrintedScreen
from tensorgrade_reports.terminal.workbench import Workbench

pytestmark = pytest.mark.worker

RIGHT_TOTAL = "def total(x):\n    return x.sum()\n"
WRONG_TOTAL = "def total(x):\n    return x.mean()\n"
DOUBLED = "\n\ndef doubled(x, times=2):\n    return x * times\n"
STUB_OF_DOUBLED = "\n\ndef doubled(x, times=2):\n    raise NotImplementedError\n"


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory):
    root = write(tmp_path_factory.mktemp("course"))
    with Grader(read_course(root)) as made:
        yield made


@pytest.fixture
def session(grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "work" / "ex01_sums.py"
    file.parent.mkdir()
    file.write_text(WRONG_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
    submission = read_submission(file.parent, grader.course)
    out = Console(file=io.StringIO(), width=100, highlight=False, emoji=False, markup=False)
    first = GradedSubmission(submission, grader.grade(submission, 0))
    return Session(grader, file.parent, 0, first, PrintedScreen(out)), file, out


def said(out: Console) -> str:
    assert isinstance(out.file, io.StringIO)
    text = out.file.getvalue()
    out.file.seek(0)
    out.file.truncate()
    return re.sub(r"\d\.\d\d s", "0.00 s", text)


def test_what_fails_comes_first(session) -> None:
    watched, _, out = session
    watched.show(has_keys=True)
    text = said(out)
    assert text.startswith("✗ sums.total\ntotal: ")
    assert text.endswith("\n  ✗ total  · doubled\n  sums  0 / 10  ✗ ·\nScore 0 / 10\n")


def test_a_save_that_we_fail_to_grade_is_told_and_the_next_one_is_graded(session, monkeypatch, tmp_path) -> None:
    watched, file, out = session
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with monkeypatch.context() as broken:
        broken.setattr(Grader, "grade", lambda *arguments, **options: 1 / 0)
        file.write_text(RIGHT_TOTAL, encoding="utf-8")
        watched.saved()
    told = said(out)
    assert told.startswith(
        "the grader failed, not the submission (ZeroDivisionError: division by zero); details are in"
    )
    assert "Traceback" not in told
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    assert said(out).endswith("graded sums in 0.00 s\n")


def test_a_save_is_graded_and_the_focus_stays_until_the_student_moves_on(session) -> None:
    watched, file, out = session
    file.write_text(RIGHT_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
    watched.saved()
    assert said(out) == (
        "✓ sums.total\nsums.total passes all its checks. Press n for the next: sums.doubled\n"
        "\n  ✓ total  · doubled\n  sums  5 / 10  ✓ ·\nScore 5 / 10\ngraded sums in 0.00 s\n"
    )
    watched.key("n")
    assert said(out).startswith(
        "· sums.doubled\nNext: write sums.doubled\n  work/ex01_sums.py:5\n  rules  doubled multiplies\n"
    )
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    assert said(out).startswith("✓ sums.doubled\nAll done: every check passed.\n")
    assert watched.result.is_full


def test_a_save_that_changes_nothing_is_not_graded(session) -> None:
    watched, file, out = session
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    watched.saved()
    assert said(out) == ""


def test_a_file_with_a_syntax_error_and_one_that_is_gone(session) -> None:
    watched, file, out = session
    file.write_text("def total(:\n", encoding="utf-8")
    watched.saved()
    assert "syntax" in said(out)
    file.unlink()
    watched.saved()
    told = f"{file.parent} holds no exercise: no file is named exNN_slug.py or defines a function of this course"
    assert told in " ".join(said(out).split())
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    assert watched.result.is_full


def test_keys(session) -> None:
    watched, file, out = session
    watched.key("h")
    assert said(out) == "total: hint 1 of 3\nAdd.\n"
    watched.key("x")
    assert said(out).startswith("✗ sums.total\n")
    watched.key("e")
    assert said(out).startswith(watched.result.checks[0].diagnoses[0].name)
    watched.key(" ")
    watched.key("m")
    assert said(out).count("\n  remedy    ") == 2
    watched.key("x")
    said(out)
    watched.key("r")
    assert "html written to" in said(out)
    assert "<title>" in Path("grade-report.html").read_text(encoding="utf-8")
    watched.key("x")
    assert said(out) == ""
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    said(out)
    watched.key("e")
    assert said(out) == "nothing is known to be wrong with total\n"


def test_the_keys_do_on_a_page_what_they_do_beside_it(session) -> None:
    watched, _, out = session
    watched.key("h")
    said(out)
    watched.key("e")
    assert said(out).startswith(watched.result.checks[0].diagnoses[0].name)
    watched.key("n")
    assert said(out).startswith("· sums.doubled\n")
    watched.key("h")
    watched.key("b")
    said(out)
    watched.key("n")
    assert said(out).startswith("✗ sums.total\n")


def test_the_focus_goes_to_the_function_that_a_save_changes(session) -> None:
    watched, file, out = session
    file.write_text(WRONG_TOTAL + "\n\ndef doubled(x, times=2):\n    return x\n", encoding="utf-8")
    watched.saved()
    assert said(out).startswith("✗ sums.doubled\n")
    file.write_text("# a note\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    watched.saved()
    assert said(out).startswith("✗ sums.doubled\n")


def test_what_was_graded_is_kept_for_the_status(session, grader: Grader) -> None:
    watched, file, _ = session
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    assert progress.last_results() == {}  # of a folder that is not the student's own


class Remembering(PrintedScreen):
    """Remembers what it was to show."""

    def __init__(self) -> None:
        self.workbenches: list[Workbench] = []

    def draw(self, workbench: Workbench) -> None:
        self.workbenches.append(workbench)

    note = draw


def test_while_a_save_is_graded_the_desk_says_that_it_is_old_and_how_far_it_is(session, grader: Grader) -> None:
    watched, file, _ = session
    screen = watched._screen = Remembering()
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    first, *counted, last = screen.workbenches
    assert (first.told, first.since is None, first.result.points) == ("grading sums", False, 0.0)
    assert [workbench.told for workbench in counted] == [
        "grading sums: 0 of 4, total",
        *(f"grading sums: {i} of 4, {name}" for i, name in ((1, "total"), (2, "doubled"), (3, "doubled"))),
        "grading sums: 4 of 4",
    ]
    assert (last.since, last.result.points) == (None, 10.0)


def test_the_first_function_to_look_at(session) -> None:
    watched, _, _ = session
    assert first_open(watched.result) == "sums.total"
    assert first_open(watched.result, ["sums"]) == "sums.total"


@pytest.mark.slow
def test_a_session_at_a_terminal(grader: Grader, tmp_path: Path) -> None:
    file = tmp_path / "ex01_sums.py"
    file.write_text(WRONG_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
    pty = pytest.importorskip("pty", reason="the keyboard of this test is a Unix terminal")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tensorgrade", "watch", str(tmp_path), "--course", str(grader.course.root)]
    environment = os.environ | {"TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=environment
    ) as process:
        os.close(theirs)
        assert "sums.total" in read_until(ours, "q quit")
        file.write_text(RIGHT_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
        while "graded sums" not in read_until(ours, "graded sums"):
            pass
        os.write(ours, b"n")
        read_until(ours, "Next: write sums.doubled")
        os.write(ours, b"q")
        assert "Next: write doubled" in read_until(ours, "grade hint sums.doubled")
        assert process.wait() == 1
    os.close(ours)


def read_until(terminal: int, mark: str) -> str:
    text = ""
    while mark not in text:
        text += os.read(terminal, 4096).decode("utf-8", "replace")
    return text


def test_a_save_runs_again_only_what_it_can_have_changed(session, grader: Grader, monkeypatch) -> None:
    watched, file, _ = session
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved()
    whole, kept = Grader.grade, []

    def graded(self, *arguments, settled, **options):
        kept.append({case.partition("[")[0] for case in settled})
        return whole(self, *arguments, settled=settled, **options)

    monkeypatch.setattr(Grader, "grade", graded)
    saves = {
        "# a note\n" + RIGHT_TOTAL + DOUBLED: 10.0,
        RIGHT_TOTAL + DOUBLED.replace("* times", "+ times"): 5.0,
        RIGHT_TOTAL + DOUBLED: 10.0,
        WRONG_TOTAL + DOUBLED: 5.0,
    }
    for source, points in saves.items():
        file.write_text(source, encoding="utf-8")
        watched.saved()
        assert watched.result.points == points
        assert watched.result.checks[0].seconds > 0
    both = {"sums/total", "sums/doubled"}
    assert kept == [both, {"sums/total"}, {"sums/total"}, {"sums/doubled"}]
