"""Each class export, read by the importer of its platform (importers.py)."""

from contextlib import closing
from datetime import UTC, datetime

import importers
import pytest
from click.testing import CliRunner
from results import result

from tensorgrade.classroom.about import About
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.intake import find_hand_ins
from tensorgrade.classroom.roll import call_roll
from tensorgrade.classroom.roster import read_roster
from tensorgrade.commands.cli import cli
from tensorgrade.scoring.result import ungraded_result
from tensorgrade.scoring.standing import LatePolicy, Override

CAME = datetime(2026, 11, 3, 22, tzinfo=UTC)
LISTS = {
    "canvas": 'Student,ID,SIS User ID,SIS Login ID,Section,"Week 1 (55)"\n    Points Possible,,,,,4\n'
    '"Doe, Jane",71,s1,jane,A,\n"Roe, Rick",72,s2,rick,B,\n"Lee, Cleo",73,s3,cleo,A,\n"Open, Otto",74,s4,otto,A,1\n',
    "moodle": "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    "Participant 1201,Jane Doe,jane@x.org,Submitted for grading,,4,-,\n"
    'Participant 1202,Rick Roe,rick@x.org,Submitted for grading,1,4,"Tuesday, 3 November 2026, 11:00 PM",well\n'
    "Participant 1203,Cleo Lee,cleo@x.org,No submission,,4,-,\nParticipant 1204,Otto Open,otto@x.org,,,4,-,\n",
    "brightspace": 'OrgDefinedId,Username,Last Name,First Name,"Week 1 Points Grade <Numeric MaxPoints:4>",'
    "End-of-Line Indicator\n#s1,#jane,Doe,Jane,,#\n#s2,#rick,Roe,Rick,,#\n"
    "#s3,#cleo,Lee,Cleo,,#\n#s4,#otto,Open,Otto,,#\n",
    "blackboard": '"Last Name","First Name","Username","Student ID","Week 1 [Total Pts: 4 Score] |664617"\n'
    '"Doe","Jane","jane","s1",""\n"Roe","Rick","rick","s2",""\n"Lee","Cleo","cleo","s3",""\n"Open","Otto","otto","s4",""\n',
    "nbgrader": "id,first_name,last_name,email\njane,Jane,Doe,jane@x.org\nrick,Rick,Roe,rick@x.org\n"
    "cleo,Cleo,Lee,cleo@x.org\notto,Otto,Open,otto@x.org\n",
}


@pytest.fixture
def out(tmp_path):
    """Jane has 2 of 4 points, Rick 0.5; Cleo handed in nothing, and we failed on Otto."""
    folder = tmp_path / "out"
    folder.mkdir()
    with closing(Gradebook(folder)) as book:
        book.put_about(About(exercises=("sums",), policy=LatePolicy(datetime(2026, 11, 3, 12, tzinfo=UTC), 0)))
        book.put(book.row_of("doejane", "doejane", result("doejane", a=2.0, b=0.0), CAME, ""), "k")
        book.put(book.row_of("Rick Roe", "rick", result("rick", a=0.0, b=0.0), None, ""), "k")
        book.put(book.row_of("otto", "otto", ungraded_result(result("otto", a=0.0, b=0.0)), None, "failed"), "k")
        book.override("Rick Roe", Override("sums.a", 0.5, "nearly"))
        jane, rick = Identity("Jane Doe", email="jane@x.org"), Identity("Rick Roe")
        book.put_roll(
            {"doejane": jane, "Rick Roe": rick, "otto": Identity("Otto Open")}, {"cleo": Identity("Cleo Lee")}
        )
    return folder


def exported(out, form, *options):
    """Export to a platform that gave its list; return the bytes, the exit status and what was told."""
    roster = out.parent / f"{form}.csv"
    roster.write_text(LISTS[form], encoding="utf-8")
    arguments = ["export", out, "--to", form, "--roster", roster, "--assignment", "Week 1", *options]
    done = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    file = out / f"{form}.csv"
    told = done.output.replace(str(roster), "the list").splitlines()
    return file.read_bytes() if file.is_file() else b"", done.exit_code, told


OPEN = "note: without points, for we failed to grade them: otto"
CANVAS = [(71, "s1", "jane", "Jane Doe", "Doe, Jane"), (72, "s2", "rick", "Rick Roe", "Roe, Rick")]


def test_canvas(out):
    content, status, told = exported(out, "canvas")
    assert importers.canvas(content, CANVAS, {55: "Week 1"}) == ({55: "4"}, {(71, 55): 2.0, (72, 55): 0.5})
    assert (status, told[1:]) == (0, [OPEN])


def test_moodle(out):
    content, status, told = exported(out, "moodle")
    everybody = {"1201", "1202", "1203", "1204"}
    assert importers.moodle(content, everybody, 4) == {"1201": 2.0, "1202": 0.5}
    assert importers.moodle(content, everybody, 4, modified={"1202"}) == {"1201": 2.0, "1202": 0.5}
    assert (status, told[1:]) == (0, [OPEN])
    lines = content.decode().splitlines()
    assert lines[2] == (
        'Participant 1202,Rick Roe,rick@x.org,Submitted for grading,0.5,4,"Tuesday, 3 November 2026, 11:00 PM",well'
    )
    assert lines[3] == LISTS["moodle"].splitlines()[3]


def test_brightspace(out):
    content, status, told = exported(out, "brightspace")
    users = [("s1", "jane"), ("s2", "rick")]
    item = "Week 1"
    assert importers.brightspace(content, users, {item: 4.0}) == {("s1", item): 2.0, ("s2", item): 0.5}
    assert b"Week 1 Points Grade <Numeric MaxPoints:4>" in content
    assert (status, told[1:]) == (0, [OPEN])


def test_blackboard(out):
    content, status, told = exported(out, "blackboard")
    assert importers.blackboard(content, {"jane", "rick"}, {664617: "Week 1"}) == {
        ("jane", 664617): 2.0, ("rick", 664617): 0.5,
    }  # fmt: skip
    assert (status, told[1:]) == (0, [OPEN])


def test_nbgrader(out):
    with closing(Gradebook(out)) as book:
        book.put(book.row_of("otto", "otto", result("otto", a=0.0, b=0.0), None, ""), "k")
    content, _, told = exported(out, "nbgrader")
    assert importers.nbgrader(content, {"jane", "rick", "cleo", "otto"}) == {
        "jane": (2.0, 4.0), "rick": (0.5, 4.0), "cleo": (0.0, 4.0), "otto": (0.0, 4.0),
    }  # fmt: skip
    assert told[1:] == []
    assert b"Week 1,2026-11-03 12:00:00,2026-11-03 22:00:00,jane,Doe,Jane,jane@x.org,2,0,2,4\r\n" in content


@pytest.mark.parametrize(
    ("form", "read", "whole"),
    [("gradescope", importers.gradescope, 2.0), ("prairielearn", importers.prairielearn, 0.5)],
)
def test_a_file_a_student(out, form, read, whole):
    done = CliRunner().invoke(cli, ["export", str(out), "--to", form], catch_exceptions=False)
    assert done.exit_code == 0
    assert read((out / form / "doejane.json").read_bytes()) == whole
    assert not (out / form / "otto.json").exists()


CHECKS = {
    "canvas": ["Canvas has only the name to find them by: Rick Roe, otto"],
    "moodle": ["Moodle passes over them, for they have no Identifier: Rick Roe, otto"],
    "brightspace": ["Brightspace cannot find them, for they have no OrgDefinedId and no Username: Rick Roe, otto"],
    "blackboard": ["Blackboard cannot find them, for they have no Username: Rick Roe, otto"],
    "nbgrader": [],
}


@pytest.mark.parametrize("form", list(CHECKS))
def test_a_check_says_who_would_not_match_and_writes_nothing(out, form, monkeypatch):
    known = [line for line in LISTS[form].splitlines(keepends=True) if "Rick" not in line and "Otto" not in line]
    monkeypatch.setitem(LISTS, form, "".join(known))
    content, status, told = exported(out, form, "--check")
    notes = [OPEN, "note: not in the list: Rick Roe, otto", *(f"note: {told}" for told in CHECKS[form])]
    assert (content, status, told) == (b"", 1, [f"{form}: nothing is written, and {len(notes)} notes:", *notes])


def test_a_check_that_finds_nothing(out):
    with closing(Gradebook(out)) as book:
        book.put(book.row_of("otto", "otto", result("otto", a=0.0, b=0.0), None, ""), "k")
    for form in LISTS:
        told = f"{form}: nothing is written, and the platform takes it as it is meant"
        assert exported(out, form, "--check") == (b"", 0, [told])


OTHER_UNITS = {
    "canvas": (
        "Week 1 (55)",
        "Essay (56)",
        "Canvas makes a new assignment 'Week 1': --assignment takes a name of its own list",
    ),
    "canvas, points": (
        "Points Possible,,,,,4",
        "Points Possible,,,,,100.00",
        "Canvas counts this work out of 100.00, and the gradebook out of 4",
    ),
    "moodle": (",4,", ",100,", "Moodle counts this work out of 100, and the gradebook out of 4"),
    "moodle, scale": (
        "Maximum grade,Last", "Scale,Last", "Moodle grades this work by a scale (4), and takes no points",
    ),
    "brightspace": (
        "MaxPoints:4", "MaxPoints:10", "Brightspace counts this work out of 10, and the gradebook out of 4",
    ),
    "blackboard": ("Pts: 4", "Pts: 10", "Blackboard counts this work out of 10, and the gradebook out of 4"),
}  # fmt: skip


@pytest.mark.parametrize("form", list(OTHER_UNITS))
def test_another_column_or_other_units_are_told(out, form, monkeypatch):
    before, after, told = OTHER_UNITS[form]
    form = form.partition(",")[0]
    monkeypatch.setitem(LISTS, form, LISTS[form].replace(before, after))
    assert exported(out, form)[2][1:] == [OPEN, f"note: {told}"]


def test_a_name_that_several_columns_have_is_told_and_none_is_taken(out, monkeypatch):
    head, _, rows = LISTS["canvas"].partition("\n")
    monkeypatch.setitem(LISTS, "canvas", f'{head},"Week 1 (56)"\n{rows}')
    content, _, told = exported(out, "canvas")
    assert content.startswith(b"Student,ID,SIS User ID,SIS Login ID,Section,Week 1\r\n")
    assert told[2:] == [
        "note: 'Week 1' could be each of Week 1 (55), Week 1 (56): --assignment takes the whole head of one",
        "note: Canvas makes a new assignment 'Week 1': --assignment takes a name of its own list",
    ]


NEW_COLUMNS = {
    "brightspace": "Brightspace makes a new grade item 'Week 1': --assignment takes a name of its own list",
    "blackboard": "Blackboard makes 'Week 1' a new column of text that is worth nothing: give its own download with "
    "--roster, and the name of one of its columns with --assignment",
}


@pytest.mark.parametrize("form", list(NEW_COLUMNS))
def test_a_column_that_the_platform_makes_is_told(out, form, monkeypatch):
    monkeypatch.setitem(LISTS, form, LISTS[form].replace("Week 1", "Week 11"))
    assert exported(out, form)[2][1:] == [OPEN, f"note: {NEW_COLUMNS[form]}"]


def test_a_worksheet_in_german_comes_back_in_german(out, monkeypatch):
    german = {
        "Identifier": "ID",
        "Full name": "Vollständiger Name",
        "Email address": "E-Mail-Adresse",
        "Maximum grade": "Bestwertung",
        "Grade": "Bewertung",
        "Last modified (grade)": "Zuletzt geändert (Bewertung)",
        "Participant ": "Teilnehmer/in",
    }
    for english, other in german.items():
        monkeypatch.setitem(LISTS, "moodle", LISTS["moodle"].replace(english, other))
    content, status, told = exported(out, "moodle")
    assert (status, told[1:]) == (0, [OPEN])
    numbers = {"1201", "1202", "1203", "1204"}
    assert importers.moodle(content, numbers, 4, words=importers.MOODLE_GERMAN) == {"1201": 2.0, "1202": 0.5}


def test_a_group_does_not_get_its_points_into_the_row_of_the_student_with_its_number(out, monkeypatch):
    with closing(Gradebook(out)) as book:
        book.put_roll({"doejane": Identity("Group A", "moodle", "1203")}, {})
    content, _, told = exported(out, "moodle")
    assert importers.moodle(content, {"1203"}, 4) == {}
    assert told[1:] == ["note: not in the list: doejane"]


def test_without_a_worksheet_moodle_finds_those_whose_number_is_known(out):
    with closing(Gradebook(out)) as book:
        present = {student: book.identities[student] for student in book.students}
        book.put_roll({**present, "doejane": Identity("Jane Doe", "moodle", "1201")}, {})
    done = CliRunner().invoke(cli, ["export", str(out), "--to", "moodle"], catch_exceptions=False)
    assert importers.moodle((out / "moodle.csv").read_bytes(), {"1201"}, 4) == {"1201": 2.0}
    assert "note: Moodle passes over them, for they have no Identifier: Rick Roe, otto\n" in done.output


FORMS = {
    "canvas": {"doejane_71_9001_ex01_sums.py": "", "roerick_LATE_72_9002_ex01_sums.py": ""},
    "gradescope": {
        "submission_1/ex01_sums.py": "",
        "submission_2/ex01_sums.py": "",
        "submission_metadata.yml": """
submission_1:
  :submitters:
  - :name: J. Doe
    :sid: s1
    :email: jane@x.org
submission_2:
  :submitters:
  - :name: R. Roe
    :sid: ''
    :email: rick
""",
    },
}


@pytest.mark.parametrize("form", FORMS)
def test_whoever_handed_in_on_a_platform_is_found_by_canvas(tmp_path, form):
    box = tmp_path / "box"
    for name, text in FORMS[form].items():
        (box / name).parent.mkdir(parents=True, exist_ok=True)
        (box / name).write_text(text, encoding="utf-8")
    roster = tmp_path / "canvas.csv"
    roster.write_text(LISTS["canvas"], encoding="utf-8")
    roll = call_roll(find_hand_ins(box).hand_ins, read_roster(roster))
    out = tmp_path / "out"
    out.mkdir()
    with closing(Gradebook(out)) as book:
        book.put_about(About(exercises=("sums",)))
        for points, each in enumerate(roll.hand_ins, 1):
            book.put(book.row_of(each.student, f"page{points}", result(each.student, a=points, b=0.0), None, ""), "k")
        book.put_roll({each.student: each.identity for each in roll.hand_ins}, {})
    content, _, told = exported(out, "canvas")
    assert importers.canvas(content, CANVAS, {55: "Week 1"}) == ({55: "4"}, {(71, 55): 1.0, (72, 55): 2.0})
    assert told[1:] == []
