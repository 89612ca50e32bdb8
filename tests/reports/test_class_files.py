"""The files of a graded class, written from its gradebook."""

import csv
from contextlib import closing
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from made_class import made_class
from made_results import HOSTILE
from msgspec.structs import replace
from page_structure import parse
from results import result
from tiny_course import write

from tensorgrade.classroom.about import About
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.commands.compare import compare, rows_of
from tensorgrade.course.catalogue import read_course
from tensorgrade.scoring.result import from_json
from tensorgrade.scoring.standing import LatePolicy, Override, Standing
from tensorgrade_reports import class_files
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.html.page import page
from tensorgrade_reports.sheet import changes_of, sum_told

DUE = datetime(2026, 11, 30, 12, tzinfo=UTC)


def nobody(student, sentence):
    raise AssertionError(f"{student}: {sentence}")


@pytest.fixture
def book(tmp_path):
    (tmp_path / "class" / "students").mkdir(parents=True)
    made = Gradebook(tmp_path / "class")
    made.put_about(About(exercises=("sums",)))
    for student, points in (("ada", {"a": 2.0, "b": 2.0}), ("ben", {"a": 0.0, "b": 1.0})):
        made.put(made.row_of(student, student, result(student, **points), DUE, ""), "k")
    yield made
    made.close()


def test_groups_of_answers_that_are_alike_are_in_the_json_and_on_the_dashboard(tmp_path):
    out = made_class(tmp_path, read_course(write(tmp_path / "course")))
    (out / "students").mkdir()
    with closing(Gradebook(out)) as book:
        write_class(book, out, nobody)
    written = msgspec.json.decode((out / "groups.json").read_bytes())
    assert written["schema"] == "groups/1"
    groups = {(one["kind"], *one["students"]): one for one in written["groups"] if one["function"] == "total"}
    alike = groups["alike", HOSTILE, "dora", "eve"]
    assert (alike["exercise"], alike["representative"], alike["checks"]) == ("sums", HOSTILE, ["a"])
    assert alike["code"] == "def total(x):\n    return x.max()"
    assert groups["known", "gus", "hal"]["why"] == "The mean is taken."
    page = parse((out / "dashboard.html").read_text(encoding="utf-8"))
    (section,) = [one for one in page.find("section") if one.attributes["aria-labelledby"] == "alike"]
    assert section.find("details")[0].find("pre")[0].text == "def total(x): return x.max()"
    assert "3 students" in section.find("summary")[0].text and not section.find("img")
    assert [row.text for row in section.find("tbody")[0].find("tr")] == ["sums.total 3 2"]


def test_each_student_has_a_file_of_numbers_and_one_to_read(book, tmp_path):
    write_class(book, tmp_path / "class", nobody)
    students = tmp_path / "class" / "students"
    assert sorted(path.name for path in students.iterdir()) == ["ada.html", "ada.json", "ben.html", "ben.json"]
    assert from_json((students / "ada.json").read_bytes()) == replace(book.row("ada").result, final_points=4.0)
    rows = list(csv.DictReader((tmp_path / "class" / "gradebook.csv").read_text().splitlines()))
    assert [row["student"] for row in rows] == ["ada", "ben"]
    assert "students/ben.html" in (tmp_path / "class" / "dashboard.html").read_text()


def test_only_files_that_are_gone_or_no_longer_true_are_written_again(book, tmp_path):
    write_class(book, tmp_path / "class", nobody)
    students = tmp_path / "class" / "students"
    (students / "ada.html").write_text("mine")
    (students / "ben.json").unlink()
    write_class(book, tmp_path / "class", nobody)
    assert (students / "ada.html").read_text() == "mine"
    assert (students / "ben.json").is_file()
    book.override("ada", Override("sums.a", 0.5, "typed by hand"))
    write_class(book, tmp_path / "class", nobody)
    assert "sums.a was set by hand to 0.5: typed by hand" in (students / "ada.html").read_text()
    assert msgspec.json.decode((students / "ada.json").read_bytes())["final_points"] == 2.5
    Ledger(book.database).comment(["ada"], "", "Well done.")
    write_class(book, tmp_path / "class", nobody)
    assert "<p>Well done.</p>" in (students / "ada.html").read_text()


def test_the_page_that_students_get_does_not_tell_the_seed(book, tmp_path):
    graded = replace(result("ada", a=2.0), seed=987_654_321)
    book.put(book.row_of("ada", "ada", graded, DUE, ""), "k", is_shown=False)
    write_class(book, tmp_path / "class", nobody)
    assert "987654321" not in (tmp_path / "class" / "students" / "ada.html").read_text()
    assert "seed 987654321" in page(graded)


@pytest.mark.parametrize(
    "breaking", ["write_student", "gradebook_csv", "dashboard_page"], ids=["own files", "CSV", "dashboard"]
)
def test_a_row_that_makes_a_report_fail_is_a_fault_of_that_student_alone(book, tmp_path, monkeypatch, breaking):
    whole, told = getattr(class_files, breaking), []

    def fails_on_ben(*arguments):
        rows = arguments[1:2] if breaking == "write_student" else list(arguments[0])
        if any(row.result is not None and row.result.submission == "ben" and row.result.is_graded for row in rows):
            raise ZeroDivisionError("ben cannot be drawn")
        return whole(*arguments) if breaking == "write_student" else whole(rows, *arguments[1:])

    monkeypatch.setattr(class_files, breaking, fails_on_ben)
    place = tmp_path / "class"
    assert write_class(book, place, lambda *said: told.append(said)) == 1
    problem = "not graded, the grader failed: ZeroDivisionError: ben cannot be drawn"
    assert told == [("ben", problem)]
    assert (book.row("ben").problem, book.row("ben").result.is_graded) == (problem, False)
    assert book.row("ada").result.points == 4.0
    rows = {row["student"]: row for row in csv.DictReader((place / "gradebook.csv").read_text().splitlines())}
    assert (rows["ada"]["points"], rows["ben"]["points"], rows["ben"]["problem"]) == ("4", "", problem)
    assert write_class(book, place, nobody) == 0
    assert '"ungraded"' in (place / "students" / "ben.json").read_text()


def test_who_handed_nothing_in_is_on_the_dashboard(book, tmp_path):
    book.put_roll(book.identities, {"cleo": Identity("cleo")})
    write_class(book, tmp_path / "class", nobody)
    page = (tmp_path / "class" / "dashboard.html").read_text()
    assert "cleo" in page and "nothing handed in" in page


def test_a_student_reads_how_the_points_changed(book):
    assert changes_of(book.row("ada")) == []
    book.override("ada", Override("sums.a", 1.0, "half"))
    assert changes_of(book.row("ada")) == ["sums.a was set by hand to 1: half", "final: 3 / 4"]


@pytest.mark.parametrize(("late", "told"), [(timedelta(hours=1), "1 day"), (timedelta(days=2, hours=1), "3 days")])
def test_a_student_reads_what_lateness_costs(tmp_path, late, told):
    with closing(Gradebook(tmp_path)) as book:
        book.put_about(About(policy=LatePolicy(DUE, 10)))
        row = book.row_of("ada", "ada", result("ada", a=2.0), DUE + late, "")
    percent = 10 * int(told.split()[0])
    assert changes_of(row) == [
        f"handed in {told} late: {percent} % of the points are taken off",
        f"final: {2 - 0.02 * percent:g} / 2",
    ]


@pytest.mark.parametrize(
    ("computed", "final", "penalty", "told"),
    [
        (97.31, 97.31, 0.0, ""),
        (97.31, 87.579, 9.731, "97.31 earned, 9.73 off for lateness = 87.58"),
        (90.0, 92.5, 0.0, "90 earned, 2.5 more by hand = 92.5"),
        (90.0, 79.2, 8.8, "90 earned, 2 less by hand, 8.8 off for lateness = 79.2"),
        (100 / 3, 30.0, 10 / 3, "33.33 earned, 3.33 off for lateness = 30"),
    ],
)
def test_the_final_points_are_a_sum_that_adds_up(computed, final, penalty, told):
    assert sum_told(Standing(computed, final, 100.0, 1, 10.0, penalty)) == told


def test_two_batches_side_by_side(book, tmp_path, capsys):
    assert [row.student for row in rows_of(tmp_path / "class")] == ["ada", "ben"]
    assert compare(tmp_path / "class", tmp_path / "class", tmp_path / "both.html") == 0
    assert "both.html" in capsys.readouterr().out
    assert "ben" in (tmp_path / "both.html").read_text()
