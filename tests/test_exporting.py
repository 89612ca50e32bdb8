"""`grade export`: a gradebook as other platforms read it."""

import csv
import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from results import result

from grader.cli import cli
from grader.faults import InputError
from grader.gradebook import Gradebook
from grader.standing import Override


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    book = Gradebook(folder)
    book.note("exercises", "sums")
    book.put(book.row_of("ada", "ada", result("ada", a=2.0, b=0.0), datetime(2026, 11, 1, tzinfo=UTC), ""), "k")
    book.put(book.row_of("=ben", "ben", result("=ben", a=0.0, b=0.0), None, ""), "k")
    book.override("=ben", Override("sums.a", 0.5, "nearly"))
    book.close()
    return folder


def exported(*arguments):
    done = CliRunner().invoke(cli, ["export", *map(str, arguments)], catch_exceptions=False)
    return done.exit_code, done.output


@pytest.mark.parametrize("form", ["gradescope", "prairielearn", "github-classroom", "classroom50"])
def test_a_file_a_student(out, form):
    assert exported(out, "--to", form) == (0, f"{out / form}: 2 files\n")
    ada, ben = (json.loads((out / form / f"{name}.json").read_bytes()) for name in ("ada", "ben"))
    totals = {
        "gradescope": lambda document: document["score"],
        "prairielearn": lambda document: 4 * document["score"],
        "github-classroom": lambda document: sum(test["score"] for test in document["tests"]),
        "classroom50": lambda document: document["score"] / 100,
    }
    assert [totals[form](document) for document in (ada, ben)] == [2.0, 0.5]


def test_junit(out, tmp_path):
    assert exported(out, "--to", "junit", "--file", tmp_path / "xml") == (0, f"{tmp_path / 'xml'}: 2 files\n")
    assert (tmp_path / "xml" / "ada.xml").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("form", "column"), [("canvas", "out"), ("moodle", "Grade"), ("nbgrader", "score"), ("csv", "points")]
)
def test_a_file_a_class(out, form, column):
    assert exported(out, "--to", form) == (0, f"{form} written to {out / form}.csv\n")
    with open(out / f"{form}.csv", newline="", encoding="utf-8") as file:
        points = [row[column] for row in csv.DictReader(file)]
    assert sorted(points) == sorted(["0.5", "2"] + (["4"] if form == "canvas" else []))
    assert b"\n=ben" not in (out / f"{form}.csv").read_bytes()


def test_students_are_called_as_the_platform_calls_them(out, tmp_path):
    roster = tmp_path / "canvas.csv"
    roster.write_text("Student,ID,SIS User ID,SIS Login ID,Section\nLovelace Ada,7,s7,ada,A\n", encoding="utf-8")
    status, told = exported(
        out, "--to", "canvas", "--roster", roster, "--assignment", "Week 1", "--file", tmp_path / "c.csv"
    )
    assert (status, told) == (0, f"canvas written to {tmp_path / 'c.csv'}\nnote: not in {roster}: =ben\n")
    rows = list(csv.reader((tmp_path / "c.csv").open(newline="", encoding="utf-8")))
    assert rows[0][5] == "Week 1"
    assert ["Lovelace Ada", "7", "s7", "ada", "A", "2"] in rows


def test_what_cannot_be_exported(out, tmp_path):
    status, told = exported(out)
    assert status == 2 and "name the format with --to: gradescope, prairielearn" in told
    for arguments, sentence in {
        (tmp_path / "nowhere", "--to", "csv"): "holds no gradebook",
        (out, "--to", "csv", "--file", tmp_path / "no" / "x.csv"): "there is no folder",
        (out, "--to", "junit", "--file", tmp_path / "no" / "x"): "cannot be made: No such file or directory",
        (out, "--to", "canvas", "--roster", tmp_path / "none.csv"): "cannot be read: No such file or directory",
    }.items():
        with pytest.raises(InputError, match=sentence):
            exported(*arguments)
