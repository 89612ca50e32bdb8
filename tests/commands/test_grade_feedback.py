"""`grade feedback`: what students get back, read as the platforms' importers do (importers.py)."""

import csv
import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import importers
import pytest
from click.testing import CliRunner
from made_results import HOSTILE
from msgspec.structs import replace
from page_structure import parse
from results import check, result

from tensorgrade.classroom.about import About
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.commands.cli import cli
from tensorgrade.exits import InputError
from tensorgrade.scoring.result import ungraded_result
from tensorgrade.scoring.standing import LatePolicy, Override
from tensorgrade_reports.platforms import feedbacks

DUE = datetime(2026, 11, 3, 12, tzinfo=UTC)
TOTAL = "2 earned, 0.2 off for lateness = 1.8"
LATE = "handed in 1 day late: 10 % of the points are taken off"
ALL_IN = Identity("Jane_Doe", "moodle", "1201", "s1", "jane", "Jane@x.org")


@pytest.fixture
def out(tmp_path):
    """Jane is late and has comments; for Rick points are set by hand; we failed on Otto; Cleo handed in nothing."""
    folder = tmp_path / "out"
    folder.mkdir()
    with closing(Gradebook(folder)) as book:
        book.put_about(About(str(tmp_path / "box"), ("sums",), policy=LatePolicy(DUE, 10)))
        book.put(book.row_of("jane", "jane", result("jane", a=2.0, b=0.0), DUE + timedelta(hours=1), ""), "k")
        book.put(book.row_of("=rick", "rick", result("=rick", a=0.0, b=0.0), DUE, ""), "k")
        book.put(book.row_of("otto", "otto", ungraded_result(result("otto", a=0.0, b=0.0)), DUE, "failed"), "k")
        book.override("=rick", Override("sums.a", 0.5, "nearly"))
        ledger = Ledger(book.database)
        ledger.comment(["jane"], "sums.total", "Look at `dim` <b>again</b>.")
        ledger.comment(["jane"], "", "Good start.")
        book.put_roll({"jane": ALL_IN, "=rick": Identity("Rick"), "otto": Identity("Otto")}, {"cleo": Identity("cleo")})
    return folder


def fed_back(out, form, *options):
    """Run the command; return the exit status and the lines."""
    done = CliRunner().invoke(cli, ["feedback", *map(str, (out, "--to", form, *options))], catch_exceptions=False)
    return done.exit_code, done.output.splitlines()


NOTHING = ["otto: gets nothing: we failed to grade it", "cleo: gets nothing: nothing handed in"]


def to_jane_alone(out, form, why):
    """What is told where all but Jane get nothing."""
    last = f"{form}: 1 of 4 students get feedback; written to {out / 'feedback' / form}"
    return 0, [f"=rick: gets nothing: {why}", *NOTHING, last]


def test_a_page_each_and_a_list_with_comments_in_a_folder(out):
    place = out / "feedback" / "folder"
    assert fed_back(out, "folder") == (0, [*NOTHING, f"folder: 2 of 4 students get feedback; written to {place}"])
    assert sorted(path.name for path in place.iterdir()) == ["feedback.csv", "jane.html", "rick.html"]
    page = parse((place / "jane.html").read_text(encoding="utf-8"))
    assert page.find("h1")[0].text == "1.8 / 4"
    assert page.find("title")[0].text == "jane: 1.8 / 4"
    assert page.find("p", class_="sum")[0].text == TOTAL
    (said,) = page.find("section", class_="said")
    assert said.text == "What your instructor says Good start. On sums.total Look at dim <b>again</b>."
    assert said.find("a")[0].attributes["href"] == "#sums.total"
    assert not said.find("b")
    with (place / "feedback.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    comments = "Good start.\n\nOn `sums.total`:\n\nLook at `dim` <b>again</b>."
    by_hand = "0.5 more by hand = 0.5; sums.a was set by hand to 0.5: nearly"
    assert rows == [
        ["student", "email", "file", "points", "possible", "reasons", "comments"],
        ["'=rick", "", "rick.html", "0.5", "4", f"0 earned, {by_hand}", ""],
        ["jane", "Jane@x.org", "jane.html", "1.8", "4", f"{TOTAL}; {LATE}", comments],
    ]


def everything_written(folder):
    """The files below a folder, by name, and what is in zips."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    zips = {name: importers.unzipped(content) for name, content in files.items() if name.endswith(".zip")}
    inside = {name: content for whole in zips.values() for name, content in whole.items()}
    return {name: content for name, content in files.items() if name not in zips} | inside


@pytest.fixture
def hostile(out):
    """One student whose name and comment attack, and of whom a hidden check is set by hand."""
    secret = replace(check("behind_the_veil", 0.0), visibility="hidden", title="total of nothing")
    graded = result(HOSTILE, a=2.0)
    (exercise,) = graded.exercises
    checks = (*exercise.checks, secret)
    graded = replace(graded, possible=4.0, exercises=(replace(exercise, possible=4.0, checks=checks),))
    with closing(Gradebook(out)) as book:
        book.put(book.row_of(HOSTILE, "page", graded, DUE, ""), "k")
        book.override(HOSTILE, Override("sums.behind_the_veil", 1.0, "half"))
        Ledger(book.database).comment([HOSTILE], "", HOSTILE)
        book.put_roll({HOSTILE: Identity(f"~../{HOSTILE}", "moodle", "7", "s7", email="x@x.org")}, {})
    return out


@pytest.mark.parametrize("form", sorted(feedbacks().keys() - {"canvas", "github"}))
def test_nothing_attacks_and_nothing_hidden_is_told(hostile, form):
    place = hostile / "feedback" / form
    assert fed_back(hostile, form) == (0, [f"{form}: 1 of 1 students get feedback; written to {place}"])
    written = everything_written(place)
    for name, content in written.items():
        assert b"behind_the_veil" not in content, name
        assert not name.startswith(("~", ".", "/")) and "/../" not in f"/{name}/"
        if name.endswith(".html"):
            page = parse(content.decode())
            assert not page.find("script") and not page.find("img")
            told = page.find("ul", class_="changes")[0].text
            assert told == "a hidden check of sums.total was set by hand to 1: half"
    assert any(b"a hidden check of sums.total" in content or name.endswith(".eml") for name, content in written.items())


def test_a_dry_run_says_who_gets_what_and_writes_nothing(out):
    told = ["=rick: rick.html", "jane: jane.html", *NOTHING]
    assert fed_back(out, "folder", "--dry-run") == (
        0,
        [*told, "folder: 2 of 4 students get feedback; nothing is written"],
    )
    assert not (out / "feedback").exists()


def test_moodle_finds_each_page_and_takes_comments_of_those_who_have_any(out):
    why = "Moodle's number (Identifier) is not known: --roster takes the grading worksheet"
    assert fed_back(out, "moodle") == to_jane_alone(out, "moodle", why)
    place = out / "feedback" / "moodle"
    ((who, page),) = importers.moodle_feedback((place / "feedback.zip").read_bytes(), {"1201"}).items()
    assert who == ("1201", "feedback.html")
    assert parse(page.decode()).find("h1")[0].text == "1.8 / 4"
    comments = (place / "comments.csv").read_bytes()
    html = "<p>Good start.</p>\n<p>On <code>sums.total</code>:</p>\n"
    html += "<p>Look at <code>dim</code> &lt;b&gt;again&lt;/b&gt;.</p>\n"
    assert importers.moodle_comments(comments, {"1201"}) == {"1201": html}
    assert importers.moodle(comments, {"1201"}, 4) == {"1201": 1.8}


def test_moodles_worksheet_tells_numbers_and_when_a_grade_was_changed_last(out, tmp_path):
    columns = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    row = 'Participant 77,Jane Doe,jane@x.org,,,4,"Tuesday, 3 November 2026, 11:00 PM",well\n'
    row += "Participant 78,Rick,,,,4,-,well\n"
    (tmp_path / "sheet.csv").write_text(columns + row, encoding="utf-8")
    status, told = fed_back(out, "moodle", "--roster", tmp_path / "sheet.csv", "--folder", tmp_path / "back")
    assert (status, told[:2]) == (0, NOTHING)
    assert told[2:] == [
        f"note: not in {tmp_path / 'sheet.csv'}: otto",
        f"moodle: 2 of 4 students get feedback; written to {tmp_path / 'back'}",
    ]
    pages = importers.moodle_feedback((tmp_path / "back" / "feedback.zip").read_bytes(), {"77", "78"})
    assert pages.keys() == {("77", "feedback.html"), ("78", "feedback.html")}
    _, cells = importers.table((tmp_path / "back" / "comments.csv").read_bytes())
    assert cells[0] == "Participant 77"
    assert cells[5] == "Tuesday, 3 November 2026, 11:00 PM"


def test_canvas_finds_each_page_by_the_file_that_was_handed_in(out, tmp_path):
    why = "no file of Canvas's download is there, whose name has its number: --hand-ins says where"
    assert fed_back(out, "canvas") == (
        0,
        [
            f"=rick: gets nothing: {why}",
            f"jane: gets nothing: {why}",
            *NOTHING,
            "canvas: 0 of 4 students get feedback; nothing is written",
        ],
    )
    with closing(Gradebook(out)) as book:
        known = {"jane": Identity("doejane", "canvas", "71"), "=rick": Identity("rick", "canvas", "72")}
        book.put_roll(known | {"otto": Identity()}, {"cleo": Identity("cleo")})
    box = tmp_path / "box"
    box.mkdir()
    for name in ("doejane_71_9001_ex02_more.py", "doejane_LATE_71_9005_ex01_sums-2.py", "rick_72_text.html"):
        (box / name).write_text("x = 1\n")
    assert fed_back(out, "canvas") == to_jane_alone(out, "canvas", why)
    content = (out / "feedback" / "canvas" / "feedback.zip").read_bytes()
    ((who, page),) = importers.canvas_feedback(content, {("71", "9005"): "ex01_sums-2.py"}).items()
    assert who == ("71", "ex01_sums-2.py")
    assert parse(page.decode()).find("h1")[0].text == "1.8 / 4"


def test_an_anonymous_hand_in_is_found_by_canvas_through_its_code(out, tmp_path):
    with closing(Gradebook(out)) as book:
        graded = result("anon_x7", a=2.0, b=0.0)
        book.put(book.row_of("anon_x7", "anon_x7", graded, DUE, ""), "k")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "anon_x7_9009_ex01_sums.py").write_text("x = 1\n")
    assert fed_back(out, "canvas", "--hand-ins", tmp_path / "elsewhere")[0] == 0
    content = (out / "feedback" / "canvas" / "feedback.zip").read_bytes()
    assert importers.canvas_feedback(content, {("x7", "9009"): "ex01_sums.py"}).keys() == {("x7", "ex01_sums.py")}


def test_gradescope_gives_each_student_the_results_that_are_packed_for_the_student(out, tmp_path):
    assert fed_back(out, "gradescope") == to_jane_alone(
        out, "gradescope", "neither an e-mail address nor the school's number is known"
    )
    packed = importers.unzipped((out / "feedback" / "gradescope" / "autograder.zip").read_bytes())
    assert sorted(packed) == ["results/jane.json", "run_autograder", "setup.sh", "students.json"]
    assert importers.gradescope(packed["results/jane.json"]) == 1.8
    root = tmp_path / "autograder"
    for name, content in packed.items():
        (root / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "source" / name).write_bytes(content)
    script = packed["run_autograder"].replace(b'"/autograder"', repr(str(root)).encode())
    for email, status in (("JANE@x.org", 0), ("nobody@x.org", 1)):
        metadata = {"users": [{"email": email, "id": 1, "name": "J", "sid": None}]}
        (root / "submission_metadata.json").write_text(json.dumps(metadata))
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
    assert done.stderr == "There are no results for who handed this in.\n"
    left = json.loads((root / "results" / "results.json").read_bytes())
    assert left["output_format"] == "md"
    assert left["output"] == (
        f"## 1.8 / 4 points\n\n- {TOTAL}\n- {LATE}\n\nGood start.\n\nOn `sums.total`:\n\nLook at `dim` <b>again</b>."
    )


def test_the_text_for_a_clone_is_named_after_the_clone(out, tmp_path):
    (tmp_path / "box" / "week-1-jane" / ".git").mkdir(parents=True)
    (tmp_path / "box" / "=rick").mkdir()
    why = "no clone of a repository is there: --hand-ins says where"
    with closing(Gradebook(out)) as book:
        book.put(book.row_of("week-1-jane", "jane", result("week-1-jane", a=2.0, b=0.0), DUE, ""), "k")
        book.put_roll({"week-1-jane": Identity(), "=rick": Identity()}, {})
    place = out / "feedback" / "github"
    assert fed_back(out, "github") == (
        0,
        [f"=rick: gets nothing: {why}", f"github: 1 of 2 students get feedback; written to {place}"],
    )
    text = (place / "week-1-jane.md").read_text(encoding="utf-8")
    next_step = "Next: fix total, or ask for a hint with `grade hint sums.total`."
    assert text.startswith(f"## 2 / 4 points\n\n{next_step}\n\n| exercise | function | points | |\n")
    assert "| sums | total | 2 / 4 | ❌ " in text


def test_a_draft_for_each_who_has_an_address(out):
    assert fed_back(out, "mail", "--assignment", "Week 1") == to_jane_alone(out, "mail", "no e-mail address is known")
    draft = message_from_bytes((out / "feedback" / "mail" / "jane.eml").read_bytes(), policy=default)
    heads = [draft[name] for name in ("To", "Subject", "X-Unsent", "From")]
    assert heads == ["Jane_Doe <Jane@x.org>", "Week 1: 1.8 / 4 points", "1", None]
    assert draft.get_body(("plain",)).get_content().replace("\r\n", "\n") == (
        f"1.8 / 4 points\n\n{TOTAL}\n\n{LATE}\n\nGood start.\n\nOn `sums.total`:\n\nLook at `dim` <b>again</b>.\n\n"
        "The attached page shows your code and what to fix; it opens in a browser.\n"
    )
    (page,) = draft.iter_attachments()
    assert (page.get_filename(), page.get_content_type()) == ("feedback.html", "text/html")
    assert parse(page.get_payload(decode=True).decode()).find("h1")[0].text == "1.8 / 4"


@pytest.mark.parametrize("email", ["jane", "jane@", "@x.org", "a b@x.org", "j\xe4ne@x.org", "jane@x.org, rick@x.org"])
def test_what_is_no_address_is_told(out, email):
    with closing(Gradebook(out)) as book:
        book.put_roll({"jane": Identity("Jane", email=email)}, {})
    assert fed_back(out, "mail") == (
        0,
        [
            f"jane: gets nothing: {email} is no e-mail address",
            "mail: 0 of 1 students get feedback; nothing is written",
        ],
    )


def test_what_lies_there_from_before_is_told_and_left(out):
    place = out / "feedback" / "folder"
    place.mkdir(parents=True)
    (place / "gone.html").write_text("of another day")
    status, told = fed_back(out, "folder")
    assert (status, told[2]) == (0, f"note: not of this run, and left as it is in {place}: gone.html")
    assert (place / "gone.html").read_text() == "of another day"


def test_what_cannot_be_given_back(out, tmp_path):
    (tmp_path / "file").write_text("")
    for options, sentence in {
        ("--hand-ins", tmp_path / "nowhere"): f"{tmp_path / 'nowhere'} is not there",
        ("--folder", tmp_path / "file"): f"{tmp_path / 'file'} cannot be made: File exists",
    }.items():
        with pytest.raises(InputError, match=sentence):
            fed_back(out, "folder", *options)
