"""What is told once for a file: each reason in its words, and what makes a file one that Python cannot read."""

from pathlib import Path

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.course.catalogue import Exercise, read_course
from tensorgrade.grading import Grader
from tensorgrade.judgement.at_import import MOST, at_import
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import Ending, Failure, LeftOut
from tensorgrade.protocol.source_faults import SourceFault, fault_of_source
from tensorgrade.submission.read import Submission

EXERCISE = Exercise("sums", 1, Path("ex01_sums.py"), None, ())
PLACE = Place("ex01_sums.py", 8, "<module>", "data = load()")
CASE = CollectedCase("sums/a", "sums", "a", "total", "total", "public", 1.0, 1.0, None)
GUARD = 'Remove that line, or move it under `if __name__ == "__main__":`.'


def left_out(reason, type_="", message="", *bases, note=""):
    failure = Failure(type_, (type_, *bases), message, (PLACE,)) if type_ else None
    return LeftOut(PLACE, reason, failure, note)


@pytest.mark.parametrize(
    ("line", "name", "message", "cause", "remedy"),
    [
        (
            left_out("raised", "ValueError", "no"), "import-failed",
            "sums: ex01_sums.py, line 8 fails when the file is imported (ValueError: no).",
            "A line at the left margin of the file raises an exception when the file is imported.", GUARD,
        ),
        (
            left_out("too-long"), "import-failed",
            "sums: ex01_sums.py, line 8 was cut off when the file was imported, for it took too long.",
            "A training, or a loop that does not end, stands at the left margin, where every import runs it.", GUARD,
        ),
        (
            left_out("not-run", note="the process exited with status 0"), "import-failed",
            "sums: ex01_sums.py, line 8 was left out, for what stands at the left margin ends the process that imports "
            "the file (the process exited with status 0).",
            "Something at the left margin exits, crashes, or runs on in a way that nothing can end.", GUARD,
        ),
        (
            left_out("raised", "ModuleNotFoundError", "No module named 'pd'", "ImportError"), "missing-package",
            "sums: the package `pd` is imported, and is not there.",
            "The package is none that the course offers, or its file was not handed in, or its name is misspelled.",
            "Remove that import where nothing needs it, use what the course offers, or hand in the file, too.",
        ),
        (
            left_out("raised", "FileNotFoundError", "rows.csv", "OSError"), "import-failed",
            "sums: ex01_sums.py, line 8 fails when the file is imported (FileNotFoundError: rows.csv).",
            "The file that is read there was not handed in beside the exercise, or it is named by a place elsewhere.",
            "Hand in small data files beside the exercise, and name them by their place beside it.",
        ),
        (
            left_out("raised", "EOFError", "EOF when reading a line"), "import-failed",
            "sums: ex01_sums.py, line 8 fails when the file is imported (EOFError: EOF when reading a line).",
            "input() waits for somebody who types, and nobody does while the file is graded.", GUARD,
        ),
        (
            left_out("raised", "SystemExit", "0"), "import-failed",
            "sums: ex01_sums.py, line 8 fails when the file is imported (SystemExit: 0).",
            "exit() or sys.exit() stands at the left margin, where every import runs it.", GUARD,
        ),
    ],
)  # fmt: skip
def test_a_line_is_told_with_its_reason(line, name, message, cause, remedy):
    (told,) = at_import(EXERCISE, [line])
    assert (told.name, told.message, told.cause, told.remedy) == (name, message, cause, remedy)
    assert told.where == "ex01_sums.py, line 8: data = load()"


@pytest.mark.parametrize(
    "message",
    [
        "Found no NVIDIA driver on your system. Please check http://example.org",
        "Cannot re-initialize CUDA in forked subprocess",
        "Torch not compiled with CUDA enabled",
        "the default device is to be one that the machine may not have",
    ],
)
def test_a_device_is_told_in_the_same_words_whatever_torch_says(message):
    (told,) = at_import(EXERCISE, [left_out("raised", "RuntimeError", message)])
    assert told.name == "hard-coded-device"
    assert told.actual == "a device is asked for that the machine may not have"
    assert told.where == "ex01_sums.py, line 8: data = load()"
    assert "http" not in str(told)


def test_a_function_that_needs_such_a_line_names_it():
    line = left_out("raised", "FileNotFoundError", "rows.csv", "OSError")
    told = diagnose(Symptom(CASE, Ending("import-failed", line.failure, "data is not there", line)))
    line = "ex01_sums.py, line 8 fails when the file is imported (FileNotFoundError: rows.csv)."
    assert told.message == f"total: data is not there, for {line}"
    assert told.where == "ex01_sums.py, line 8: data = load()"


def test_a_file_that_cannot_be_read_is_told_with_its_reason():
    told = diagnose(Symptom(CASE, Ending("syntax-error", fault=SourceFault.UTF_16)))
    assert told.message == "total: the file is saved as UTF-16, and Python reads UTF-8."


def test_a_file_that_could_not_be_read_is_not_blamed_for_a_line_of_it():
    told = diagnose(Symptom(CASE, Ending("import-failed", note="it is empty")))
    assert (told.message, told.cause, told.remedy) == (
        "total: the file cannot be imported (it is empty).",
        "The file itself cannot be read, so that nothing in it was run.",
        "Open the file where you wrote it, save it again, and hand in what opens.",
    )


def test_a_few_lines_are_told_at_most():
    assert len(at_import(EXERCISE, [left_out("too-long")] * 9)) == MOST


@pytest.mark.parametrize(
    ("source", "line", "fault", "where", "message"),
    [
        ("x = 1".encode("utf-16"), 1, "utf-16", 0, "the file is saved as UTF-16, and Python reads UTF-8."),
        ("x = 1".encode("utf-16-le"), 1, "utf-16", 0, "the file is saved as UTF-16, and Python reads UTF-8."),
        (
            "x = 1\n# \u00fc".encode("latin-1"), 1, "not-utf-8", 2,
            "the file is not saved as UTF-8, the encoding that Python reads.",
        ),
        (b"\x7fELF\0\0\0", 1, "binary", 0, "the file holds bytes that no text has."),
        (b"x = 1\n<<<<<<< HEAD\n", 2, "merge-conflict", 2, "the file holds the marks of a merge conflict."),
        (
            b"import torch\n!pip install x", 2, "shell-line", 2,
            "the file holds a line that only a notebook understands, and Python does not.",
        ),
        (
            b"%matplotlib inline", 1, "shell-line", 1,
            "the file holds a line that only a notebook understands, and Python does not.",
        ),
        (
            "x =\u00a01".encode(), 1, "odd-character", 1,
            "the file holds a character that looks like a blank or a quote and is none in Python "
            "(U+00A0, no-break space).",
        ),
        (
            "x = \u201ca\u201d".encode(), 1, "odd-character", 1,
            "the file holds a character that looks like a blank or a quote and is none in Python "
            "(U+201C, left double quotation mark).",
        ),
        (
            b"{\\rtf1\\ansi\nimport torch\\", 1, "other-format", 0,
            "the file is something else than its name says (rich text of TextEdit or WordPad).",
        ),
        (
            b"\xef\xbb\xbf\n\n<!DOCTYPE html>\n<html>", 3, "other-format", 0,
            "the file is something else than its name says (a web page).",
        ),
        (
            b"%PDF-1.7\n\0", 1, "other-format", 0,
            "the file is something else than its name says (a PDF).",
        ),
        (
            b"\xef\xbb\xbf# -*- coding: latin-1 -*-\nx = 1", 0, "encoding-line", 1,
            "the file names an encoding at its top that it is not saved in (latin-1).",
        ),
        (
            b"x = 1\n# vim: set fileencoding=cp12 :", 0, "encoding-line", 2,
            "the file names an encoding at its top that it is not saved in (cp12, which is none).",
        ),
        (b"```python\nx = 1", 1, "markdown", 1, "the file holds the marks of a block of code in Markdown."),
        (b"\0" * 40, 1, "zeros", 0, "the file holds nothing but zero bytes."),
        (b'{"nbformat": 4, "cells": [}', 1, "notebook", 0, "the file is a notebook under the name of a Python file."),
    ],
)  # fmt: skip
def test_what_python_cannot_read_is_told_as_what_it_is(source, line, fault, where, message):
    found = fault_of_source(source, line)
    assert (found.fault, found.line) == (fault, where)
    told = diagnose(Symptom(CASE, Ending("syntax-error", note=found.told, fault=found.fault)))
    assert told.message == f"total: {message}"
    assert told.cause == found.fault.words.cause
    assert told.remedy == found.fault.words.remedy
    assert "bracket" not in told.cause


@pytest.mark.parametrize("source", [b"def f(:", "def gr\u00f6\u00dfe(:".encode(), b"x = '%d' % (1", b"y = [1\n! = 2"])
def test_a_slip_of_syntax_is_that(source):
    assert fault_of_source(source, 1) is None


@pytest.mark.worker
def test_a_reference_that_fails_when_it_is_imported_is_our_fault(tmp_path):
    root = write(tmp_path, reference=f"{REFERENCE}\n\n1 / 0\n")
    with Grader(read_course(root)) as grader:
        graded = grader.grade(Submission("ada", {"ex01_sums.py": REFERENCE.encode()}, {}), 0)
    assert not graded.result.is_graded
    assert graded.faults[0].endswith(
        "the reference did not complete (import-failed): ZeroDivisionError: division by zero"
    )
