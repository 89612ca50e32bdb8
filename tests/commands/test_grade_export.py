"""`grade export`: a gradebook as other platforms read it."""

import csv
import json
import os
import unicodedata
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from results import result
from tiny_course import REFERENCE, write

from tensorgrade.classroom.about import About
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.page_names import page_name
from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.exits import InputError
from tensorgrade.scoring.standing import Override
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.platforms import exports
from tensorgrade_reports.result_files import WRITERS
from tensorgrade_reports.terminal import result as terminal


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    book = Gradebook(folder)
    book.put_about(About(exercises=("sums",)))
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
    status, told = exported(out, "--to", form)
    assert (status, told.splitlines()[0]) == (0, f"{form} written to {out / form}.csv")
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
    assert (status, told.splitlines()) == (
        0,
        [
            f"canvas written to {tmp_path / 'c.csv'}",
            f"note: not in {roster}: =ben",
            "note: Canvas has only the name to find them by: =ben",
            "note: Canvas makes a new assignment 'Week 1': --assignment takes a name of its own list",
        ],
    )
    rows = list(csv.reader((tmp_path / "c.csv").open(newline="", encoding="utf-8")))
    assert rows[0][5] == "Week 1"
    assert ["Lovelace Ada", "7", "s7", "ada", "A", "2"] in rows


CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,out (5)\n"


def rows_for_canvas(out, *options):
    told = exported(out, "--to", "canvas", *options)[1]
    with (out / "canvas.csv").open(newline="", encoding="utf-8") as file:
        return [row[:4] for row in csv.reader(file)][2:], told.splitlines()[1:]


def test_what_a_platform_calls_a_student_is_kept_from_the_hand_in(out, tmp_path):
    with closing(Gradebook(out)) as book:
        ada = Identity("lovelaceada", "canvas", "7")
        book.put_roll({"ada": ada, "=ben": Identity(sid="s8", email="ben@x.org")}, {})
    assert rows_for_canvas(out) == ([["'=ben", "", "s8", ""], ["lovelaceada", "7", "", ""]], [])
    roster = tmp_path / "canvas.csv"
    roster.write_text(f'{CANVAS}"Lovelace, Ada",7,s7,ada,A,\n"Bit, Ben",8,s8,ben@x.org,A,\n', encoding="utf-8")
    named = [["Bit, Ben", "8", "s8", "ben@x.org"], ["Lovelace, Ada", "7", "s7", "ada"]]
    assert rows_for_canvas(out, "--roster", roster) == (named, [])


def test_who_is_not_clear_in_an_export_is_told(out, tmp_path):
    with closing(Gradebook(out)) as book:
        book.put_roll({"ada": Identity("Kim Lee"), "=ben": Identity("Ben")}, {})
    roster = tmp_path / "canvas.csv"
    roster.write_text(f'{CANVAS}"Lee, Kim",1,,,A,\n"Kim, Lee",2,,,A,\nBen,3,,,A,\n', encoding="utf-8")
    rows, told = rows_for_canvas(out, "--roster", roster)
    assert rows == [["Ben", "3", "", ""], ["Kim Lee", "", "", ""]]
    nameless = "note: Canvas has only the name to find them by"
    assert told == [f"note: several rows of {roster} fit, and none is taken: ada", f"{nameless}: ada"]
    roster.write_text(f"{CANVAS}Kim Lee,1,ben,,A,\n", encoding="utf-8")
    assert rows_for_canvas(out, "--roster", roster) == (
        [["Ben", "", "", ""], ["Kim Lee", "", "", ""]],
        [
            f"note: Kim Lee of {roster} could be each of =ben, ada, and is taken for none of them",
            f"{nameless}: =ben, ada",
        ],
    )


def test_what_cannot_be_exported(out, tmp_path):
    status, told = exported(out)
    names = "classroom50, github-classroom, gradescope, junit, prairielearn, blackboard, "
    names += "brightspace, canvas, concepts, csv, items, misconceptions, moodle, nbgrader"
    assert (status, told.splitlines()[-1]) == (2, f"Error: name the format with --to: {names}")
    for arguments, sentence in {
        (tmp_path / "nowhere", "--to", "csv"): "holds no gradebook",
        (out, "--to", "csv", "--file", tmp_path / "no" / "x.csv"): "there is no folder",
        (out, "--to", "junit", "--file", tmp_path / "no" / "x"): "cannot be made: No such file or directory",
        (out, "--to", "canvas", "--roster", tmp_path / "none.csv"): "cannot be read: No such file or directory",
    }.items():
        with pytest.raises(InputError, match=sentence):
            exported(*arguments)


HOSTILE = b"M\xfc\x1b[31m\xc2\x9b\n##vso[x]\xe2\x80\xae\xe2\x80\x8b"
SHOWN = "M\\xfc\\x1b[31m\\x9b\\x0a##vso[x]\\u202e\\u200b"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def seen_only(content, where):
    """Nothing that cannot be seen, beside ends of lines; and nothing of another encoding."""
    text = content.decode("utf-8")
    for sign in set(text) - {"\n", "\r"}:
        assert unicodedata.category(sign) not in INVISIBLE, (where, sign)


@pytest.fixture
def hostile_class(tmp_path):
    """A graded class of one student whose name, and whose row in the roster, attack whoever shows them."""
    (tmp_path / "class").mkdir()
    os.mkdir(os.fsencode(tmp_path / "class") + b"/" + HOSTILE)
    (student,) = os.listdir(tmp_path / "class")
    (tmp_path / "class" / student / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    (one,) = find_hand_ins(tmp_path / "class").hand_ins
    submission = read_hand_in(one, read_course(write(tmp_path / "course")))
    assert submission.name == one.student == SHOWN
    out = tmp_path / "out"
    (out / "students").mkdir(parents=True)
    book = Gradebook(out)
    book.put_about(About(exercises=("sums",)))
    graded = result(submission.name, a=2.0, b=0.0)
    page = page_name(submission.name, [])
    book.put(book.row_of(submission.name, page, graded, None, f"{one.student} is odd"), "k")
    write_class(book, out, lambda student, sentence: None)
    book.close()
    roster = f"student,last_name,email,SIS User ID\n{SHOWN},\x1b[1m\u202e,\u200b@x.org,\x9b\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    return out, graded


def test_a_name_that_attacks_is_seen_as_it_is_in_every_report_and_export(hostile_class, tmp_path, capsys):
    out, graded = hostile_class
    for form in exports():
        seen_only(exported(out, "--to", form, "--roster", tmp_path / "roster.csv")[1].encode(), form)
    terminal.show(graded, terminal.console())
    seen_only(capsys.readouterr().out.encode(), "terminal")
    for kind, made in WRITERS.items():
        seen_only(made(graded), kind)
    written = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith("gradebook.sqlite")]
    named = {path for path in written if SHOWN.encode() in path.read_bytes().replace(b"\\\\", b"\\")}
    for path in written:
        seen_only(path.read_bytes(), path)
        seen_only(path.name.encode(), path)
    nameless = {
        "gradescope",
        "github-classroom",
        "classroom50",
        "brightspace.csv",
        "concepts.csv",
        "items.csv",
        "misconceptions.csv",  # here nobody makes any
        "nbgrader.csv",
        "groups.json",
    }  # no place for a name
    assert {path.relative_to(out).parts[0] for path in set(written) - named} == nameless
    (junit,) = (out / "junit").iterdir()
    assert ET.fromstring(junit.read_bytes()).get("name") == SHOWN


def test_a_name_for_the_platform_needs_no_course(out, tmp_path, monkeypatch):
    def nowhere(start):
        raise CourseError(f"no course was found at {start}")

    monkeypatch.setattr("tensorgrade.commands.export.counting.find_course", nowhere)
    assert exported(out, "--to", "canvas", "--assignment", "Week 1")[0] == 0
    assert (
        (out / "canvas.csv")
        .read_text(encoding="utf-8")
        .startswith("Student,ID,SIS User ID,SIS Login ID,Section,Week 1")
    )
