"""A class without names: on the dashboard and at the desk nobody is named, and nothing is done by hand."""

import re
from contextlib import closing

import pytest
from made_class import made_class, put, wrong
from made_results import HOSTILE
from starlette.testclient import TestClient
from tiny_course import REFERENCE, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import keep_groups, kept_groups
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.course.catalogue import read_course
from tensorgrade_reports.anonymous import Anonymity
from tensorgrade_reports.class_files import ANONYMOUS, write_class
from tensorgrade_reports.desk.app import PAGES, desk_app
from tensorgrade_reports.desk.class_cache import ClassCache
from tensorgrade_reports.desk.class_view import AnonymousView, Desk
from tensorgrade_reports.desk.guard import Secrets

HOME = "http://127.0.0.1:1"
NAMES = re.compile(r"\b(ada|ben|cleo|dora|eve|finn|gus|hal|Zoe|Zimmer|zz99)\b")
SIGNED = "# by Zoe Zimmer, zz99\n" + REFERENCE.replace("x.sum()", "x.max()  # Zimmer's zimmer")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    course = read_course(write(root / "course"))
    made_class(root, course)
    (root / "students").mkdir()
    with closing(Gradebook(root)) as book:
        put(book, course, wrong("Zoe Zimmer"), SIGNED)
        people = {student: Identity(student) for student in book.students if student != HOSTILE}
        book.put_roll({**people, "Zoe Zimmer": Identity("Zoe Zimmer", login="zz99")}, {"ivy": Identity("ivy")})
        book.put_similar([SimilarPair("ada", "ben", 0.9)])
        keep_groups(book, course)
        ledger = Ledger(book.database)
        ledger.comment(["gus"], "", "gus, look at `dim`.")
        ledger.review(["gus", "hal"], "", True)
        ledger.set_points([book.row("gus").result], "sums.a", 1.0, "gus was in class")
    return root


@pytest.fixture
def hidden(out):
    with closing(Gradebook(out)) as book:
        yield Anonymity.of(book)


@pytest.fixture
def screen(out):
    desk = Desk(out, read_course(out / "course"), ClassCache(), AnonymousView)
    client = TestClient(desk_app(desk, Secrets("token", "cookie", "form"), 1), base_url=HOME, follow_redirects=False)
    client.get("/?token=token")
    return client


def test_numbers_stay_the_same_and_do_not_follow_the_alphabet(hidden):
    again = Anonymity(dict(reversed(hidden._identities.items())), 7)
    assert again.numbers == hidden.numbers
    assert sorted(hidden.numbers.values()) == list(range(1, 11))
    assert Anonymity(hidden._identities, 8).numbers != hidden.numbers
    assert [hidden.real[hidden.name(student)] for student in ("ada", "ivy")] == ["ada", "ivy"]


def test_the_dashboard_without_names_is_written_when_asked_and_from_then_on(out):
    with closing(Gradebook(out)) as book:
        write_class(book, out, print)
        assert not (out / ANONYMOUS).exists()
        write_class(book, out, print, is_anonymous=True)
        text = (out / ANONYMOUS).read_text(encoding="utf-8")
        (out / ANONYMOUS).write_text("stale", encoding="utf-8")
        write_class(book, out, print)
    assert (out / ANONYMOUS).read_text(encoding="utf-8") == text
    assert NAMES.findall(text) == [] and "ivy" not in text
    assert "students/" not in text
    assert text.count("<bdi>Student ") >= 10
    assert "ada" in (out / "dashboard.html").read_text(encoding="utf-8")


def test_no_page_of_the_desk_names_anybody(screen, hidden, out):
    with closing(Gradebook(out)) as book:
        groups = {group.students: group.id for group in kept_groups(book)}
    number = hidden.numbers["gus"]
    parts = {
        "id": groups["gus", "hal"],
        "page": f"student-{number}",
        "exercise": "sums",
        "function": "total",
        "check": "a",
    }
    pages = [re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], path) for path in PAGES]
    zoe = hidden.numbers["Zoe Zimmer"]
    for page in [*pages, f"/students/student-{zoe}", "/search?q=x.max", "/search?q=student", "/?review=done"]:
        answer = screen.get(page)
        assert answer.status_code == 200, page
        assert NAMES.findall(answer.text) == [], page
        assert '<form method="post"' not in answer.text, page
    assert "# by …, …" in screen.get(f"/students/student-{zoe}").text
    assert "zimmer" in screen.get(f"/students/student-{zoe}").text  # a word of code, and no name
    assert f"Student {number}" in screen.get("/?review=done").text
    assert "<mark>Student</mark>" in screen.get("/search?q=student").text
    assert screen.get("/students/gus").status_code == 404


def test_nothing_is_done_by_hand(screen, out):
    answer = screen.post("/comments", data={"form": "form", "to": "all", "text": "hi"}, headers={"origin": HOME})
    assert answer.status_code == 400
    assert "names are hidden, and so nothing is done by hand: open the desk without --anonymous" in answer.text
    with closing(Gradebook(out)) as book:
        assert len(Ledger(book.database).acts()) == 3
