"""An instructor's afternoon with a whole class, in a browser: an unnamed mistake of twenty students is taught.

A few hand-ins are graded, and their rows copied. With --long there are 300 students, as on the benchmark's screenshots.
"""

import csv
import io
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import chromium
import pytest
from served_desk import Served, copy_students, serving
from tiny_course import REFERENCE, STUB, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.course.catalogue import read_course

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.worker, pytest.mark.slow]

LARGEST = REFERENCE.replace("x.sum()", "x.max()")
HAND_INS = {"Ada": REFERENCE, "Ben": LARGEST, "Cleo": REFERENCE.replace("x.sum()", "x.mean()"), "Dora": STUB}
TWENTY = 20
PATIENCE = 300_000  # milliseconds until a page must be there, on a machine that does much else


def grade(*arguments):
    command = [sys.executable, "-m", "tensorgrade", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Afternoon:
    served: Served
    page: object
    root: Path

    def press(self, name):
        """Press a button and see where it leads."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    @property
    def text(self):
        return " ".join(self.page.locator("main").inner_text().split())

    def go(self, address):
        self.page.goto(self.served.home + address)


@pytest.fixture
def afternoon(request, tmp_path):
    if chromium.found() is None:
        pytest.skip(chromium.SENTENCE)
    others = 280 if request.config.getoption("--long") else 40
    course, out = read_course(write(tmp_path / "course")), tmp_path / "out"
    for name, text in HAND_INS.items():
        (tmp_path / "box" / name).mkdir(parents=True)
        (tmp_path / "box" / name / "ex01_sums.py").write_text(text)
    grade("batch", tmp_path / "box", "--out", out, "--course", course.root, "--isolation", "best")
    with closing(Gradebook(out)) as book:
        copy_students(book, course, {"Ada": others // 2, "Ben": TWENTY, "Cleo": others // 4, "Dora": others // 4})
    with serving(out, course) as served, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found())
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{served.home}/?token={served.token}")
        yield Afternoon(served, page, tmp_path)
        browser.close()


def test_a_class_is_taught_commented_judged_again_and_given_back(afternoon):
    page, out = afternoon.page, afternoon.served.out
    page.get_by_role("link", name="Groups").click()
    page.get_by_role("link", name="sums.total").click()
    assert page.get_by_role("heading", level=1).inner_text() == "sums.total: 20 students"
    assert "No known mistake explains these answers." in afternoon.text

    page.get_by_text("Teach this as a known mistake").click()
    page.get_by_label("Name, as of a function").fill("largest")
    page.get_by_label("Cause, in one sentence").fill("Only the largest number is taken.")
    page.get_by_label("Remedy, where that").fill("Add all of them.")
    page.get_by_label("I have read this code.").check()
    afternoon.press("Prove it, and judge the class again")
    assert page.url.endswith("/functions/sums/total")
    assert "20 with a known mistake wrong-values Only the largest number is taken." in afternoon.text

    page.get_by_role("link", name="20 with a known mistake").click()
    page.get_by_text("Comment to all 20").click()
    page.get_by_label("Comment, in Markdown").fill("See `sum` in **lecture 3**.")
    afternoon.press("Comment to all")

    afternoon.go("/?name=Ben 007")
    page.get_by_role("link", name="Ben 007").click()
    assert "Only the largest number is taken." in afternoon.text
    page.get_by_label("For").select_option("sums.total")
    page.get_by_label("Points", exact=True).fill("2.5")
    page.get_by_label("Reason").fill("told me the right way")
    afternoon.press("Set points")
    assert page.get_by_role("heading", level=1).inner_text() == "Ben 007 7.5 / 10"

    told = grade("feedback", out, "--to", "moodle")
    with zipfile.ZipFile(out / "feedback" / "moodle" / "feedback.zip") as file:
        pages = {name.partition("_")[0]: file.read(name).decode() for name in file.namelist()}
    with closing(Gradebook(out)) as book:
        assert sorted(pages) == book.students
    count, folder = len(pages), out / "feedback" / "moodle"
    assert told.endswith(f"moodle: {count} of {count} students get feedback; written to {folder}\n")
    own = pages["Ben 007"]
    assert "See <code>sum</code> in <strong>lecture 3</strong>." in own
    assert "5 earned, 2.5 more by hand = 7.5" in own
    assert "Only the largest number is taken." in own and "Add all of them." in own
    assert "lecture 3" not in pages["Cleo"]
    rows = list(csv.DictReader(io.StringIO((out / "feedback" / "moodle" / "comments.csv").read_text())))
    assert len(rows) == TWENTY
    assert next(row["Grade"] for row in rows if row["Full name"] == "Ben 007") == "7.5"
