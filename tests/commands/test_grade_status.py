"""`grade status` and `grade next`: where a student stands, from what was graded last and what was written since."""

from pathlib import Path

import made_results
import msgspec
import pytest
from made_results import check, diagnosis, exercise
from released import release

from tensorgrade.commands import progress
from tensorgrade.commands.hint import remember
from tensorgrade.commands.home import kept as kept_at
from tensorgrade.commands.status import show_next_open
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.terminal import result as terminal

FILE = Path("exercises/ex01_sums.py")
WRITTEN = "def total(x):\n    return x.sum()\n\n\ndef doubled(x, times=2):\n    raise NotImplementedError\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(release(tmp_path, "sums", "means"))
    return tmp_path


@pytest.fixture
def grade(grade):
    """Run a command; gives what it printed."""

    def run(*words):
        status, printed, _ = grade(*words)
        assert status == 0
        return printed

    return run


def graded(*outcomes, seed=0):
    """Keep a result of sums, in which total and doubled came to these outcomes."""
    checks = [
        check(name, outcome, *([diagnosis()] if outcome == "failed" else []))
        for name, outcome in zip(("total", "doubled"), outcomes, strict=True)
    ]
    result = msgspec.structs.replace(made_results.perfect(), seed=seed, exercises=(exercise("sums", tuple(checks)),))
    course = read_course(Path.cwd())
    progress.keep(course, Path("exercises"), read_submission(Path("exercises"), course), result)


FRESH = """\
    exercise  functions    done  points  hints
 1  sums      · ·        0 of 2       -
 2  means     · ·        0 of 2       -

0 of 4 functions pass, score 0
✓ passes   ✗ fails   · not written   ? changed since it was graded

Next: write sums.total
  exercises/ex01_sums.py:6
  grade next
"""


def test_a_fresh_repository(home, grade):
    assert grade("status") == FRESH


LATER = """\
    exercise  functions    done  points  hints
 1  sums      ✓ ✗        1 of 2   1 / 2      3
 2  means     · ·        0 of 2       -

1 of 4 functions pass, score 1
✓ passes   ✗ fails   · not written   ? changed since it was graded

Next: fix sums.doubled
  exercises/ex01_sums.py:5
  grade next
"""


STALE = """\
    exercise  functions    done  points  hints
 1  sums      ? ·        0 of 2       ?      3
 2  means     · ·        0 of 2       -

0 of 4 functions pass, score 0; without sums, changed since it was graded
"""


def test_what_was_graded_counts_while_the_file_is_as_it_was(home, grade):
    FILE.write_text(WRITTEN, encoding="utf-8")
    graded("passed", "failed")
    for key in ("sums.total", "sums.doubled", "sums.doubled"):
        remember(key, 3)
    assert grade("status") == LATER
    FILE.write_text(WRITTEN + "\n", encoding="utf-8")
    assert grade("status").startswith(STALE)


def test_after_a_reset_no_points_are_shown(home, grade):
    FILE.write_text(WRITTEN, encoding="utf-8")
    graded("passed", "failed")
    grade("reset", "sums.total")
    assert "sums      · ·        0 of 2       ?\n" in grade("status")
    assert "0 of 4 functions pass, score 0; without sums, changed since it was graded\n" in grade("status")


def test_what_python_cannot_read_was_changed(home, grade):
    FILE.write_text("def total(:\n", encoding="utf-8")
    assert " 1  sums      ? ?        0 of 2       -\n" in grade("status")


def test_only_one_s_own_exercises_on_the_published_inputs_are_kept(home, tmp_path):
    graded("passed", "passed", seed=7)
    assert progress.last_results() == {}
    course = read_course(home)
    submission = read_submission(Path("exercises"), course)
    progress.keep(course, tmp_path / "elsewhere", submission, made_results.perfect())
    assert progress.last_results() == {}
    graded("passed", "passed")
    assert progress.last_results()["sums"].functions == {"total": "passed", "doubled": "passed"}


@pytest.mark.parametrize("kept", ["", "[]", '{"sums": 1}', "\ufffd"])
def test_what_is_kept_and_cannot_be_read_is_nothing(home, grade, kept):
    file = kept_at(progress.FILE)
    file.parent.mkdir()
    file.write_text(kept, encoding="utf-8")
    assert grade("status") == FRESH


def test_a_fault_of_a_file_is_next_where_all_passes(home, grade):
    graded("passed", "passed")
    kept = {
        name: msgspec.structs.replace(one, fault="ex01_sums.py, line 9: x = y")
        for name, one in progress.last_results().items()
    }
    kept["means"] = kept["sums"]
    stand = [
        progress.ExerciseStanding(each, {function.name: "passed" for function in each.functions}, kept[each.slug])
        for each in read_course(Path.cwd()).exercises
    ]
    out = terminal.console()
    with out.capture() as captured:
        assert show_next_open(stand, "grade next", out, {}) is None
    assert captured.get() == "Next: fix the file of sums: ex01_sums.py, line 9.\n"


def test_next_goes_from_what_fails_to_what_is_not_written_to_what_is_to_be_graded_to_the_end(home, grade):
    assert grade("next") == "Next: write sums.total\n  exercises/ex01_sums.py:6\n  grade hint sums.total\n"
    FILE.write_text(WRITTEN, encoding="utf-8")
    assert grade("next").startswith("Next: write sums.doubled\n")
    graded("failed", "not_attempted")
    assert grade("next").startswith("Next: fix sums.total\n")
    Path("exercises/ex02_means.py").write_text(
        WRITTEN.replace("raise NotImplementedError", "return x"), encoding="utf-8"
    )
    FILE.write_text(WRITTEN.replace("raise NotImplementedError", "return 2 * x"), encoding="utf-8")
    assert grade("next") == "Next: have your work graded; sums.total was changed since it was.\n  grade\n"


def test_what_failed_and_was_changed_is_to_be_graded_before_anything_is_written(home, grade):
    FILE.write_text(WRITTEN, encoding="utf-8")
    graded("failed", "not_attempted")
    FILE.write_text(WRITTEN.replace("x.sum()", "x.mean()"), encoding="utf-8")
    assert grade("next") == "Next: have your work graded; sums.total was changed since it was.\n  grade\n"


def test_a_broken_file_is_next_as_grade_says_it_until_it_is_changed(home, grade):
    FILE.write_text(WRITTEN, encoding="utf-8")
    graded("failed", "failed")
    kept = progress.last_results()["sums"]
    where = "ex01_sums.py, line 2: def total(x"
    kept_at(progress.FILE).write_bytes(msgspec.json.encode({"sums": msgspec.structs.replace(kept, broken=where)}))
    assert grade("next") == "Next: fix the file of sums: ex01_sums.py, line 2.\n"
    FILE.write_text(WRITTEN + "\n", encoding="utf-8")
    assert grade("next") == "Next: have your work graded; sums.total was changed since it was.\n  grade\n"


def test_the_end(home, grade):
    Path("exercises/ex02_means.py").unlink()
    Path("answer_key/stubs/ex02_means.py").unlink()
    graded("passed", "passed")
    end = (
        "Nothing is left to write. Hand in your work as your course asks for it.\n"
        "Your instructor grades it on other inputs, and with further checks.\n"
    )
    assert grade("next") == end
    assert grade("status").endswith(f"\n{end}")
