"""What the command line says of an exception, and how it ends."""

from pathlib import Path

import pytest

from tensorgrade.exits import CulpritError, InputError, LauncherError, failing_on, sentence_of


def test_bad_input_is_told_as_it_is():
    assert sentence_of(InputError("there is no such folder")) == ("there is no such folder", 2)


def test_a_launcher_that_failed_is_our_failure():
    assert sentence_of(LauncherError("it is gone")) == ("the grader failed, not the submission: it is gone", 3)


def test_any_other_exception_is_ours_and_its_details_are_kept():
    def broken():
        raise ZeroDivisionError("by zero")

    with pytest.raises(ZeroDivisionError) as found:
        broken()
    sentence, status = sentence_of(found.value)
    assert status == 3
    start, _, path = sentence.rpartition(" ")
    assert start == "the grader failed, not the submission (ZeroDivisionError: by zero); details are in"
    kept = Path(path)
    assert "in broken" in kept.read_text()
    kept.unlink()


def test_what_is_worked_on_is_named():
    with pytest.raises(CulpritError) as found, failing_on("ada\x1b[2J.zip"):
        raise OverflowError("int too large")
    sentence, status = sentence_of(found.value)
    start, _, path = sentence.rpartition(" ")
    assert status == 3
    told = "the grader failed on ada\\x1b[2J.zip, not the submission (OverflowError: int too large); details are in"
    assert start == told
    Path(path).unlink()
    with pytest.raises(CulpritError) as found, failing_on("ada.zip"):
        raise LauncherError("it is gone")
    assert sentence_of(found.value) == ("the grader failed, not the submission: it is gone", 3)
    with pytest.raises(InputError), failing_on("ada.zip"):
        raise InputError("no zip")
