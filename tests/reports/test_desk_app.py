"""The desk: what its pages show, what its acts change, and whom it keeps out."""

import re
from contextlib import closing

import pytest
from made_class import HOSTILE_SOURCE, made_class
from made_results import HOSTILE
from page_structure import parse
from results import result
from starlette.testclient import TestClient
from tiny_course import write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import kept_groups
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.course.catalogue import read_course
from tensorgrade_reports.desk.answers import way_back
from tensorgrade_reports.desk.app import ACTS, PAGES, desk_app
from tensorgrade_reports.desk.class_cache import ClassCache
from tensorgrade_reports.desk.class_view import Desk
from tensorgrade_reports.desk.guard import HEADERS, NO_ENTRY, Secrets
from tensorgrade_reports.markdown import markdown

PORT = 4321
HOME = f"http://127.0.0.1:{PORT}"
DRAWN = Secrets("token", "cookie", "form")


@pytest.fixture
def out(tmp_path):
    return made_class(tmp_path, read_course(write(tmp_path / "course")))


@pytest.fixture
def stranger(out, tmp_path):
    """A browser that has not come from the first URL."""
    desk = Desk(out, read_course(tmp_path / "course"), ClassCache())
    return TestClient(desk_app(desk, DRAWN, PORT), base_url=HOME, follow_redirects=False)


@pytest.fixture
def browser(stranger):
    assert stranger.get("/?token=token").headers["location"] == "/"
    return stranger


@pytest.fixture
def state(out):
    """The gradebook beside the desk."""
    with closing(Gradebook(out)) as book:
        yield book


def groups_of(state):
    return {group.students: group.id for group in kept_groups(state)}


def do(browser, address, /, **form):
    return browser.post(address, data={"form": "form", "back": "/log", **form}, headers={"origin": HOME})


def addresses(state):
    names = groups_of(state)
    known = {"id": names["gus", "hal"], "page": "dora", "exercise": "sums", "function": "total", "check": "a"}
    return [re.sub(r"\{(\w+)\}", lambda match: known[match[1]], path) for path in PAGES]


def test_every_page_shows_the_class(browser, state):
    for address in addresses(state):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert len(parse(answer.text).find("h1")) == 1
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


def test_a_cell_of_the_class_leads_to_its_lessons_and_shows_them(browser):
    table = parse(browser.get("/?name=a").text).find("tbody")[0]
    found = {a.attributes["href"]: a.attributes.get("title") for a in table.find("a")}
    assert found["/students/dora?name=a#sums"] == "total: told"
    assert "/students/ada?name=a#sums" not in found


def test_what_is_searched_for_is_marked_in_names_and_code(browser):
    marked = [mark.text for mark in parse(browser.get("/search?q=DOR").text).find("mark")]
    assert marked == ["dor"]
    assert {mark.text for mark in parse(browser.get("/search?q=X.Max").text).find("mark")} == {"x.max"}


def test_nothing_of_a_student_breaks_out_of_any_page(browser, state):
    page = next(row.page for row in state.rows() if row.student == HOSTILE)
    hostile = next(name for members, name in groups_of(state).items() if HOSTILE in members)
    do(browser, "/comments", page=page, text=HOSTILE)
    do(browser, "/points", page=page, place="sums.a", points="1", why=HOSTILE)
    more = [f"/students/{page}", f"/groups/{hostile}", "/search?q=onerror", f"/search?q={HOSTILE}", f"/?name={HOSTILE}"]
    for address in [*addresses(state), *more]:
        text = browser.get(address).text
        found = parse(text)
        assert not found.find("img"), address
        assert len(found.find("script")) == 1 and "alert(2)</script>" not in text, address
        assert "49" not in re.findall(r"\{\{ (7 \* 7|49) \}\}", text)
    assert "onerror=alert(1)&gt;" in browser.get(f"/students/{page}").text
    assert HOSTILE_SOURCE not in browser.get(f"/students/{page}").text


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("GET", "/", {}, 403),
        ("GET", "/?token=tokem", {}, 403),
        ("GET", "/students/dora?token=token", {}, 403),
        ("GET", "/", {"cookie": "desk-4321=another"}, 403),
        ("GET", "/static/style.css", {}, 403),
        ("POST", "/comments", {"origin": HOME}, 403),
        ("GET", "/?token=token", {"host": "desk.example.org"}, 421),
        ("GET", "/?token=token", {"host": "127.0.0.1:80"}, 421),
        ("GET", "/?token=token", {"host": "127.0.0.1"}, 421),
    ],
)
def test_nobody_comes_in_who_did_not_open_the_first_url_here(stranger, method, address, headers, status):
    answer = stranger.request(method, address, headers=headers)
    assert answer.status_code == status
    assert "dora" not in answer.text and "set-cookie" not in answer.headers


def test_who_opens_the_first_url_gets_a_cookie_that_scripts_and_other_sites_do_not_see(stranger):
    answer = stranger.get("/?token=token")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"] == "desk-4321=cookie; HttpOnly; Path=/; SameSite=strict"
    assert "dora" in stranger.get("/").text
    stranger.cookies.clear()
    assert stranger.get("/").text == NO_ENTRY


@pytest.mark.parametrize(
    ("headers", "form", "status"),
    [
        ({"origin": "http://evil.example"}, "form", 403),
        ({"origin": "null"}, "form", 403),
        ({"origin": f"http://127.0.0.1:{PORT + 1}"}, "form", 403),
        ({}, "form", 403),
        ({"sec-fetch-site": "cross-site"}, "form", 403),
        ({"origin": HOME}, "another", 403),
        ({"origin": HOME}, "", 403),
        ({"sec-fetch-site": "same-origin"}, "form", 303),
    ],
)
@pytest.mark.parametrize("act", ["/comments", "/reviews"])
def test_what_other_sites_send_changes_nothing(browser, state, act, headers, form, status):
    answer = browser.post(act, data={"form": form, "page": "dora", "text": "hi", "reviewed": "yes"}, headers=headers)
    assert answer.status_code == status
    assert len(Ledger(state.database).acts()) == (status == 303)


def test_no_act_is_done_by_a_link(browser):
    assert [browser.get(act).status_code for act in ACTS] == [404] * len(ACTS)


def test_what_is_too_long_is_not_read(browser):
    assert do(browser, "/comments", page="dora", text="x" * (1 << 20)).status_code == 413


def test_points_comments_and_reviews_are_for_one_or_for_all_of_a_group(browser, state):
    ledger, group = Ledger(state.database), groups_of(state)["gus", "hal"]
    assert do(browser, "/points", page="dora", place="bonus", points="0,5", why="nice").headers["location"] == "/log"
    do(browser, "/points", group=group, place="sums.total", points="1", why="the mean is half right")
    do(browser, "/comments", group=group, place="sums.total", text="Look at `dim`.")
    do(browser, "/comments", to="all", text="Well done.")
    do(browser, "/reviews", group=group, place="sums.total", reviewed="yes")
    rows = {row.student: row.standing.points for row in state.rows()}
    assert (rows["dora"], rows["gus"], rows["hal"], rows["eve"]) == (2.5, 1.0, 1.0, 2.0)
    assert ledger.comments()["gus"] == [("", "Well done."), ("sums.total", "Look at `dim`.")]
    assert len(ledger.comments()) == 9
    assert ledger.reviews() == {("gus", "sums.total"), ("hal", "sums.total")}
    page = browser.get("/students/gus").text
    assert "<p>Look at <code>dim</code>.</p>" in page and "the mean is half right" in page
    assert "2.5" in browser.get("/students/dora").text


def test_the_history_tells_each_grade_once(browser, state, out):
    for points in (0.0, 2.0, 2.0, 0.0):
        graded = result("ada", a=points, b=2.0)
        state.put(state.row_of("ada", "ada", graded, None, ""), "k 7 ada")
    page = browser.get("/students/ada").text
    assert re.findall(r"computed: (\d / 4)", page) == ["4 / 4", "2 / 4", "4 / 4", "2 / 4"]


def test_each_act_is_undone_from_the_log(browser, state):
    do(browser, "/points", page="dora", place="sums.a", points="1", why="nearly")
    do(browser, "/comments", page="dora", text="hi")
    assert "dora: sums.a set to 1 (nearly)" in browser.get("/log").text
    for act in ("2", "1"):
        assert do(browser, "/undo", act=act).status_code == 303
    assert state.row("dora").standing.points == 2.0
    assert Ledger(state.database).comments() == {}
    assert browser.get("/log").text.count(">undone<") == 2
    assert "this is undone already" in do(browser, "/undo", act="1").text


@pytest.mark.parametrize(
    ("act", "form", "sentence"),
    [
        ("/points", {"place": "sums.a", "points": "much", "why": "x"}, "give the points as a number"),
        ("/points", {"place": "sums.a", "points": "3", "why": "x"}, "sums.a is worth 0 to 2 points, not 3"),
        ("/points", {"place": "sums.a", "points": "1", "why": ""}, "give a reason"),
        ("/comments", {"text": " "}, "write a comment"),
        ("/comments", {"page": "nobody", "text": "hi"}, "this student is no longer in the gradebook"),
        ("/comments", {"group": "none", "text": "hi"}, "this group is no longer there: the class was graded again"),
        ("/undo", {"act": "x"}, "there is no act 0"),
        (
            "/teach",
            {"group": "G"},
            "read the code first: from now on it runs as the course's own, and no longer shut in",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(browser, state, act, form, sentence):
    if form.get("group") == "G":
        form = {"group": groups_of(state)["finn",]}
    answer = do(browser, act, **{"page": "dora", **form})
    assert answer.status_code == 400
    assert parse(answer.text).find("p")[-1].text == sentence
    assert Ledger(state.database).acts() == []


def test_filters_are_in_the_address_and_go_along(browser, state):
    group = groups_of(state)["gus", "hal"]
    page = browser.get(f"/?group={group}&low=10&name=u").text
    assert "1 of 9" in page and f'href="/students/gus?name=u&amp;group={group}&amp;low=10"' in page
    student = browser.get(f"/students/gus?group={group}").text
    assert f'rel="next" href="/students/hal?group={group}"' in student and 'rel="prev"' not in student
    assert "9 of 9" in browser.get("/?low=x&high=1000&review=open").text


def test_code_and_names_are_found_and_marked(browser):
    page = browser.get("/search?q=TORCH.sum").text
    assert "<code>    return <mark>torch.sum</mark>(x)</code>" in page
    assert page.count("<mark>") == 1
    assert 'href="/students/cleo"' in browser.get("/search?q=CLE").text
    assert "Nothing is found." in browser.get("/search?q=no such code").text


def test_a_comment_is_shown_before_it_is_written(browser, state):
    text = "**Look** <b>here</b> ![x](http://evil.example/x.png) [y](javascript:alert(1))"
    page = do(browser, "/preview", text=text).text
    assert "<strong>Look</strong> &lt;b&gt;here&lt;/b&gt;" in page
    assert "<img" not in page and 'href="javascript' not in page
    assert Ledger(state.database).acts() == []
    assert str(markdown("<script>")) == "<p>&lt;script&gt;</p>\n"


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "http://evil.example/", "javascript:x", "x", ""])
def test_the_way_back_leads_nowhere_else(back):
    assert way_back({"back": back}) == "/"
    assert way_back({"back": "/students/dora?name=u"}) == "/students/dora?name=u"


def test_what_is_not_there_is_told(browser):
    for address in ("/students/nobody", "/groups/none", "/functions/sums/gone", "/checks/sums/gone", "/nowhere"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "There is no such" in answer.text
    assert browser.get("/static/../desk.py").status_code == 404
    assert browser.get("/static/desk/desk.js").headers["content-type"] == "text/javascript; charset=utf-8"


def test_what_others_write_meanwhile_is_seen_at_once(browser, state):
    assert "1 of 9" not in browser.get("/?low=60").text
    Ledger(state.database).set_points([state.row("dora").result], "whole", 4.0, "why")
    page = browser.get("/?low=100").text
    assert "4 of 9" in page and "dora" in page


def test_a_failure_of_ours_is_a_sentence(browser, monkeypatch):
    monkeypatch.setattr("tensorgrade_reports.desk.class_view.texts_of_groups", lambda book: 1 / 0)
    answer = browser.get("/groups")
    assert answer.status_code == 500
    assert "the grader failed, not the submission (ZeroDivisionError: division by zero)" in answer.text
