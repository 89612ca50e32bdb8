"""The desk in a browser: by keyboard, in the dark, on a narrow screen, for screen readers, and with its policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from made_class import made_class
from made_results import HOSTILE
from served_desk import Served, serving
from tiny_course import write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import kept_groups
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.course.catalogue import read_course

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.slow  # a browser takes longer than all that is asked of it


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("desk")
    course = read_course(write(root / "course"))
    with serving(made_class(root, course), course) as made:
        yield made


@pytest.fixture
def opened(browser: sync_api.Browser, served: Served) -> Iterator[Callable[..., sync_api.Page]]:
    """Open a page of the desk, with what its console said as `said`."""
    contexts = []

    def open_page(address: str = "/", width: int = 1440, **options: object) -> sync_api.Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(f"{served.home}/?token={served.token}")
        page.goto(served.home + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def addresses(out: Path) -> list[str]:
    with closing(Gradebook(out)) as book:
        groups = {group.students: group.id for group in kept_groups(book)}
        hostile = next(row.page for row in book.rows() if row.student == HOSTILE)
    group, attack = groups["gus", "hal"], next(name for members, name in groups.items() if HOSTILE in members)
    pages = ["/", "/groups", f"/groups/{group}", f"/groups/{attack}", "/students/dora", f"/students/{hostile}"]
    return [*pages, "/functions/sums/total", "/checks/sums/a", "/search?q=onerror", "/log", "/nowhere"]


def test_the_token_does_not_stay_in_the_address(opened, served):
    page = opened()
    page.goto(f"{served.home}/?token={served.token}")
    assert page.url == f"{served.home}/"
    assert page.get_by_role("heading", level=1).inner_text() == "Class"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_and_the_console_is_silent(opened, served, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = opened(color_scheme=scheme, bypass_csp=True)
    for address in addresses(served.out):
        page.goto(served.home + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        violations = axe.Axe().run(page).response["violations"]
        assert [(address, one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert [text for text in page.said if "404" not in text] == []


def test_no_page_is_wider_than_a_phone(opened, served):
    page = opened(width=390)
    for address in addresses(served.out):
        page.goto(served.home + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_the_policy_stops_what_would_be_smuggled_in(opened):
    page = opened("/students/dora")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.smuggled=1\">')")
    page.evaluate(
        "{ const made = document.createElement('script'); made.text = 'smuggled=1'; document.body.append(made) }"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.smuggled") is None
    assert len([told for told in page.said if "Content Security Policy" in told]) >= 2


def test_a_class_is_looked_through_by_keyboard(opened, served):
    page = opened("/?name=a")
    page.get_by_role("link", name="ada").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/students/ada?name=a")
    page.keyboard.press("j")
    page.wait_for_url("**/students/dora?name=a")
    page.keyboard.press("k")
    page.wait_for_url("**/students/ada?name=a")
    page.keyboard.press("/")
    page.keyboard.type("max")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=max")
    assert page.locator("mark").first.inner_text() == "max"


def test_a_comment_is_previewed_written_and_undone(opened, served):
    page = opened("/students/dora")
    page.get_by_label("Comment, in Markdown").fill("Look at **dim**.")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Preview").click()
    assert popup.value.locator(".comment strong").inner_text() == "dim"
    page.get_by_role("button", name="Comment", exact=True).click()
    page.wait_for_load_state()
    assert page.locator(".comment strong").inner_text() == "dim"
    page.goto(f"{served.home}/log")
    page.get_by_role("button", name="Undo act 1").click()
    page.wait_for_load_state()
    with closing(Gradebook(served.out)) as book:
        assert Ledger(book.database).comments() == {}


def test_without_a_script_everything_works(opened, served):
    page = opened("/students/eve", java_script_enabled=False)
    page.get_by_label("Points", exact=True).fill("1")
    page.get_by_label("Reason").fill("nearly")
    page.get_by_role("button", name="Set points").click()
    assert "whole was set by hand to 1: nearly" in page.locator("main").inner_text()
