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

from tensorgrade.commands.watch.session import Attempt, Session, first_open
from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.submission.read import read_submission

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
    first = Attempt(submission, grader.grade(submission, 0).result)
    return Session(grader, file.parent, 0, first, out), file, out


def said(out: Console) -> str:
    assert isinstance(out.file, io.StringIO)
    text = out.file.getvalue()
    out.file.seek(0)
    out.file.truncate()
    return re.sub(r"\d\.\d\d s", "0.00 s", text)


def test_what_fails_comes_first(session) -> None:
    watched, _, out = session
    watched.show(with_keys=True)
    text = said(out)
    assert text.startswith("sums: total ---")
    assert text.endswith("\n  sums  0 / 10  ✗ ·\nScore 0 / 10\nh hint   e explain   r report   n next   q quit\n")


def test_a_save_that_we_fail_to_grade_is_told_and_the_next_one_is_graded(session, monkeypatch, tmp_path) -> None:
    watched, file, out = session
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with monkeypatch.context() as broken:
        broken.setattr(Grader, "grade", lambda *arguments, **options: 1 / 0)
        file.write_text(RIGHT_TOTAL, encoding="utf-8")
        watched.saved(with_keys=False)
    told = said(out)
    assert told.startswith(
        "the grader failed, not the submission (ZeroDivisionError: division by zero); details are in"
    )
    assert "Traceback" not in told
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved(with_keys=False)
    assert said(out).endswith("graded sums in 0.00 s\n")


def test_a_save_is_graded_and_the_focus_stays_until_the_student_moves_on(session) -> None:
    watched, file, out = session
    file.write_text(RIGHT_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
    watched.saved(with_keys=False)
    assert said(out) == (
        "sums.total passes all its checks. Press n for the next: sums.doubled\n"
        "\n  sums  5 / 10  ✓ ·\nScore 5 / 10\ngraded sums in 0.00 s\n"
    )
    watched.key("n", with_keys=False)
    assert said(out).startswith("Next: write sums.doubled; press h for a hint.\n  doubled multiplies\n")
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved(with_keys=False)
    assert said(out).startswith("All done: every check passed.\n")
    assert watched.result.is_full


def test_a_save_that_changes_nothing_is_not_graded(session) -> None:
    watched, file, out = session
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    watched.saved(with_keys=False)
    assert said(out) == ""


def test_a_file_with_a_syntax_error_and_one_that_is_gone(session) -> None:
    watched, file, out = session
    file.write_text("def total(:\n", encoding="utf-8")
    watched.saved(with_keys=False)
    assert "syntax" in said(out)
    file.unlink()
    watched.saved(with_keys=False)
    told = f"{file.parent} holds no exercise: no file is named exNN_slug.py or defines a function of this course"
    assert told in " ".join(said(out).split())
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved(with_keys=False)
    assert watched.result.is_full


def test_keys(session, capsys: pytest.CaptureFixture[str]) -> None:
    watched, file, out = session
    watched.key("h", with_keys=True)
    assert capsys.readouterr().out == "total: hint 1 of 3\nAdd.\n"
    watched.key("e", with_keys=True)
    assert capsys.readouterr().out.startswith(watched.result.checks[0].diagnoses[0].name)
    watched.key("r", with_keys=True)
    assert "html written to" in said(out)
    assert "<title>" in Path("grade-report.html").read_text(encoding="utf-8")
    watched.key("x", with_keys=True)
    assert said(out) == ""
    file.write_text(RIGHT_TOTAL + DOUBLED, encoding="utf-8")
    watched.saved(with_keys=True)
    said(out)
    watched.key("e", with_keys=True)
    assert said(out) == "nothing is wrong with sums.total that could be explained\n"


def test_the_first_function_to_look_at(session) -> None:
    watched, _, _ = session
    assert first_open(watched.result) == "sums.total"
    assert first_open(watched.result, ["sums"]) == "sums.total"


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
        assert "sums: total" in read_until(ours, "q quit")
        file.write_text(RIGHT_TOTAL + STUB_OF_DOUBLED, encoding="utf-8")
        while "graded sums" not in read_until(ours, "graded sums"):
            pass
        os.write(ours, b"n")
        assert "Next: write sums.doubled" in read_until(ours, "q quit")
        os.write(ours, b"q")
        assert process.wait() == 1
    os.close(ours)


def read_until(terminal: int, mark: str) -> str:
    text = ""
    while mark not in text:
        text += os.read(terminal, 4096).decode("utf-8", "replace")
    return text
