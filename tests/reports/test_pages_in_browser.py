"""The pages in a browser: offline, without a complaint of its console, by keyboard, in the dark, for screen readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_results import ARABIC, NUMBERS, a_class, check, diagnosis, exercise, result, row, with_code
from msgspec.structs import replace

from tensorgrade.classroom.concepts import Snapshot
from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.html.comparison import comparison_page
from tensorgrade_reports.html.dashboard import ClassFindings, dashboard_page
from tensorgrade_reports.html.page import page as report_page
from tensorgrade_reports.sheet import FinalGrade

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.slow  # a browser takes longer than all that is asked of it

PAGES = ("report", "dashboard", "comparison")
FAULTS, MOST_PIXELS, MOST_PAGES = 13, 6_000, 12
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN = (
    "[...document.querySelectorAll('#matrix tbody tr')].filter(row => !row.hidden).map(row => row.cells[0].innerText)"
)


def with_faults() -> SubmissionResult:
    """A submission of 13 exercises, each with a fault of another name and a function that passes, and a right one."""
    names = sorted(LADDER)[:FAULTS]
    exercises = tuple(
        with_code(
            exercise(
                f"part_{number}",
                (check("total", "failed", diagnosis(name, pictures=(NUMBERS,))), check("mean", "passed")),
            ),
            "told",
        )
        for number, name in enumerate(names)
    )
    right = exercise("right", (check("total", "passed"),))
    return replace(result(), exercises=(*exercises, right), points=14.0, possible=27.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as files; the long one is of 13 faults."""
    rows = a_class()
    more = [row(result(f"student {i}"), float(i)) for i in range(4)]
    made = tmp_path_factory.mktemp("pages")
    comments = (("", "# Well done\n\nNow `total`."), ("sums.total", "See **dim**, [there](https://x.org)."))
    grade = FinalGrade(3.6, 9.0, "4 earned, 0.4 off for lateness = 3.6", ("handed in 1 day late",), comments)
    (made / "report.html").write_text(report_page(result(ARABIC), grade=grade), encoding="utf-8")
    (made / "long.html").write_text(report_page(with_faults()), encoding="utf-8")
    group = AnswerGroup(
        "g", "alike", "sums", "total", ("ada", "ben"), "ada", diagnosis=diagnosis(), code="def total(x): ..."
    )
    findings = ClassFindings([SimilarPair("ada", "ben", 0.9)], [group], before=Snapshot(5, 0.4, {"shape": 0.5}))
    (made / "dashboard.html").write_text(dashboard_page([*rows, *more], findings=findings), encoding="utf-8")
    (made / "comparison.html").write_text(comparison_page(rows, more), encoding="utf-8")
    return made


@pytest.fixture
def opened(browser: sync_api.Browser, folder: Path) -> Iterator[Callable[..., sync_api.Page]]:
    """Open a page by name, with what its console said and what it asked for as `said` and `asked`."""
    contexts = []

    def open_page(name: str, width: int = 1440, **options: object) -> sync_api.Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_offline_and_asks_for_nothing(opened, folder, name):
    page = opened(name)
    assert page.asked == [(folder / f"{name}.html").as_uri()]
    assert page.said == []


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_stops_what_would_be_smuggled_in(opened, name):
    page = opened(name)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<img src=https://example.org/x onerror="window.smuggled=1"><p id=p style="color:red">\')'
    )
    page.evaluate(
        "{ const made = document.createElement('script'); made.text = 'window.smuggled=1'; document.body.append(made) }"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.smuggled") is None
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    assert len([told for told in page.said if "Content Security Policy" in told]) >= 3


@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, scheme) for name in PAGES for scheme in ("light", "dark")), ("long", "light")]
)
def test_axe_finds_no_violation(opened, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = opened(name, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    violations = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(opened, name, width):
    page = opened(name, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_dark_is_dark_and_light_is_light(opened, name):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened(name, color_scheme="light").evaluate(ground) == "rgb(255, 255, 255)"
    assert opened(name, color_scheme="dark").evaluate(ground) == "rgb(20, 23, 27)"


def test_a_link_opens_the_lesson_that_it_leads_to(opened):
    page = opened("report")
    lesson = page.locator("details.function", has=page.locator("[id='sums.mean']"))
    assert lesson.get_attribute("open") is None
    page.get_by_role("link", name="sums.mean").click()
    assert lesson.get_attribute("open") is not None


def test_a_link_of_the_bar_unfolds_its_exercise_and_print_all_of_them(opened):
    page = opened("long")
    inside = page.locator("[id='exercise-right'] details.function")
    assert not inside.is_visible()
    page.emulate_media(media="print")
    assert inside.is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("navigation", name="Exercises").get_by_role("link", name="right").click()
    assert inside.is_visible()
    assert page.get_by_role("heading", name="right").bounding_box()["y"] >= 0


def test_a_link_opens_the_page_of_a_name(opened):
    page = opened("report")
    meaning = page.locator("details.explanation", has=page.locator("#explain-wrong-shape"))
    assert meaning.get_attribute("open") is None
    page.get_by_role("link", name="wrong-shape").first.click()
    assert meaning.get_attribute("open") is not None


def test_what_passed_can_be_left_out(opened):
    page = opened("report")
    assert page.locator("details.passed").is_visible()
    page.get_by_label("failed only").check()
    assert not page.locator("details.passed").is_visible()
    assert page.locator("details.failed").count() > 0
    assert page.locator("details.failed").first.is_visible()


def test_the_bar_of_exercises_stays_and_leaves_out_what_passed(opened):
    for width in (390, 1440):
        page = opened("long", width)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        bar = page.get_by_role("navigation", name="Exercises")
        assert page.get_by_label("failed only").bounding_box()["y"] >= 0
        assert bar.get_by_role("listitem").count() == FAULTS + 1
        page.get_by_label("failed only").check()
        assert not bar.get_by_role("link", name="right").is_visible()
        assert bar.get_by_role("link", name="part 0").is_visible()


@pytest.mark.parametrize("name", ["dashboard", "comparison"])
def test_a_page_without_a_bar_leaves_no_room_for_one(opened, name):
    assert opened(name, 1440).evaluate("getComputedStyle(document.body).display") == "block"


def test_a_report_of_many_faults_is_short(opened):
    page = opened("long", 1100)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_PIXELS
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= MOST_PAGES


def test_a_name_is_read_in_its_own_direction(opened):
    direction = "getComputedStyle(document.querySelector('header .name')).direction"
    assert opened("report").evaluate(direction) == "rtl"


def test_the_report_is_used_by_keyboard_alone(opened):
    page = opened("report")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to what to do next"
    page.locator("summary").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.locator("details").nth(2).get_attribute("open") is not None


def test_columns_sort_by_keyboard_both_ways(opened):
    page = opened("dashboard")
    page.get_by_role("button", name="points", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SHOWN)[0] == "ada"
    header = page.get_by_role("columnheader", name="points", exact=True)
    assert header.get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    assert page.evaluate(SHOWN)[-1] == "ada"
    page.locator("#matrix").get_by_role("button", name="student", exact=True).click()
    assert page.evaluate(SHOWN)[1:3] == ["ada", "ben"]
    assert page.locator("#matrix [aria-sort]").count() == 1
    page.get_by_role("button", name="functions of sums").click()
    page.locator("#matrix").get_by_role("button", name="total", exact=True).click()
    assert "the zip is broken" in page.evaluate(SHOWN)[-1]


def test_search_and_filters_narrow_the_students(opened):
    page = opened("dashboard")
    page.get_by_label("Search").fill("STUDENT")
    assert page.evaluate(SHOWN) == ["student 0", "student 1", "student 2", "student 3"]
    assert page.locator("#shown").inner_text() == "4 of 9"
    page.get_by_label("From, %").fill("20")
    assert page.evaluate(SHOWN) == ["student 2", "student 3"]
    page.get_by_label("to, %").fill("30")
    assert page.evaluate(SHOWN) == ["student 2"]
    page.get_by_label("Search").fill("no such student")
    assert page.locator("#shown").inner_text() == "0 of 9"


def test_an_exercise_unfolds_into_its_functions_whose_marks_lead_to_the_lesson(opened):
    page = opened("dashboard")
    total, fold = (
        page.locator("#matrix th[data-key='sums.total']"),
        page.get_by_role("button", name="functions of sums"),
    )
    assert not total.is_visible()
    fold.focus()
    page.keyboard.press("Enter")
    assert total.is_visible() and fold.get_attribute("aria-expanded") == "true"
    ada = page.locator("#matrix tbody tr").first
    whole, cell = ada.locator("td").nth(2), ada.locator("td").nth(3).locator("a")
    assert cell.get_attribute("href") == "./students/ada.html#sums.total"
    cell.hover()
    assert cell.get_attribute("title") == "total: told"
    whole.locator("a").focus()
    assert whole.locator("a").get_attribute("title") == "total: told\nmean: told"
    fold.click()
    assert not total.is_visible() and fold.get_attribute("aria-expanded") == "false"


def test_what_was_searched_for_is_marked_in_the_names(opened):
    page = opened("dashboard")
    marks = "[...CSS.highlights.get('sought')].map(range => range.toString())"
    page.get_by_label("Search").fill("DENT 1")
    assert page.evaluate(marks) == ["dent 1"]
    page.get_by_label("Search").fill("")
    assert page.evaluate(marks) == []


def test_students_are_found_by_misconception_and_ending(opened):
    page = opened("dashboard")
    page.get_by_label("Show").select_option("wrong-shape")
    assert len(page.evaluate(SHOWN)) == 8
    page.get_by_label("Show").select_option("timed_out")
    assert len(page.evaluate(SHOWN)) == 8
    page.get_by_label("Show").select_option("not-graded")
    assert len(page.evaluate(SHOWN)) == 1
    assert page.evaluate(SHOWN)[0].startswith("eve")


def test_without_a_script_everything_is_there(opened):
    page = opened("dashboard", java_script_enabled=False)
    assert page.locator("#matrix tbody tr").count() == 9
    assert not page.locator(".filters").is_visible()


def test_a_printed_dashboard_has_all_columns_and_what_is_folded(opened):
    page = opened("dashboard")
    page.emulate_media(media="print")
    assert page.locator("#matrix th[data-key='loops.fine']").is_visible()
    folded = page.locator("details.misconception").nth(1).locator(".lesson")
    assert folded.is_visible()
    page.emulate_media(media="screen")
    assert not folded.is_visible()


def test_a_printed_report_keeps_what_passed(opened):
    page = opened("report")
    page.emulate_media(media="print")
    assert page.locator("[id='loops.fine'] .checks").is_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('.heats, pre')].every(one => one.scrollWidth <= one.clientWidth)"
    )


def test_printed_lessons_are_open(opened):
    page = opened("report")
    page.emulate_media(media="print")
    assert page.locator("[id='loops.gone'] .lesson").is_visible()
    page.emulate_media(media="screen")
    assert not page.locator("[id='loops.gone'] .lesson").is_visible()
