"""How long the pages of the instructor's desk take with a large class; and, with a folder, how they look.

Usage: PYTHONPATH=tests python benchmarks/desk.py OUT [--students N] [--screenshots DIR]. OUT is a graded batch, whose
students are repeated under other names in a copy of it until there are N (500). Each page is asked for some times over
HTTP, as a browser does. What is told is the processor time of server and client together, beside the time on the wall,
which is the same on a quiet machine. Needs chromium, and playwright.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import httpx
from chromium import found
from msgspec.structs import replace
from playwright.sync_api import sync_playwright
from served_desk import serving

from tensorgrade.classroom.database import FILE
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import keep_groups, kept_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.regrading import course_of

ROOT = Path(__file__).resolve().parents[1]
LIMIT, ROUNDS = 0.2, 3


def enlarge(book: Gradebook, students: int) -> None:
    """Repeat the students of a class under other names."""
    holdings, keys, people = Holdings(book.database), book.keys(), dict(book.identities)
    own = book.students
    for number, student in enumerate(islice(cycle(own), max(0, students - len(own)))):
        row = book.row(student)
        assert row is not None
        name = f"{student} {number:03}"
        result = replace(row.result, submission=name)
        made = book.row_of(name, f"{row.page}-{number}", result, row.handed_in, row.problem)
        book.put(made, keys[student], holding=holdings.of(student))
        people[name] = Identity(name)
    book.put_roll(people, {})
    keep_groups(book, course_of(book, None))


def addresses(book: Gradebook) -> Iterator[str]:
    """List a page of each kind, the largest of its kind."""
    groups = sorted(kept_groups(book), key=lambda group: -len(group.students))
    row = max(book.rows(book.students[:40]), key=lambda row: sum(len(one.lessons) for one in row.result.exercises))
    exercise = row.result.exercises[0]
    function = f"/functions/{exercise.name}/{exercise.functions[0].name}"
    check = f"/checks/{exercise.name}/{exercise.checks[0].name}"
    yield from ("/", "/?low=10&high=60", "/groups", "/groups?kind=known", "/groups?kind=right")
    yield from (f"/groups/{groups[0].id}", f"/students/{quote(row.page)}", function, check)
    yield from ("/search?q=return", "/search?q=nothing+holds+this", "/log")


def timed(client: httpx.Client, address: str) -> tuple[float, float]:
    """Ask for a page some times, after once to fill what is kept between requests; return medians: processor, wall."""
    client.get(address).raise_for_status()
    processor, wall = [], []
    for _ in range(ROUNDS):
        begin = time.process_time(), time.perf_counter()
        client.get(address).raise_for_status()
        processor.append(time.process_time() - begin[0])
        wall.append(time.perf_counter() - begin[1])
    return statistics.median(processor), statistics.median(wall)


def photograph(home: str, token: str, pages: list[str], folder: Path) -> None:
    """Draw each page: light, dark, and as narrow as a phone."""
    chromium = found()  # which may ask playwright itself
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for kind, width, scheme in (("light", 1440, "light"), ("dark", 1440, "dark"), ("phone", 390, "light")):
            tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            tab.goto(f"{home}/?token={token}")
            for number, address in enumerate(pages):
                tab.goto(home + address)
                tab.screenshot(path=folder / f"{number:02}-{kind}.png")
            tab.close()
        browser.close()


def main(out: Path, students: int, screenshots: Path | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copy(out / FILE, copy)
        with closing(Gradebook(copy)) as book:
            enlarge(book, students)
            course, pages, count = course_of(book, None), list(addresses(book)), len(book.students)
        slowest = 0.0
        with (
            serving(copy, course) as served,
            httpx.Client(base_url=served.home, follow_redirects=True, timeout=60) as client,
        ):
            client.get(f"/?token={served.token}")
            for address in pages:
                processor, wall = timed(client, address)
                slowest = max(slowest, processor)
                print(f"{processor * 1000:6.0f} ms of processor, {wall * 1000:6.0f} on the wall  {address}")
            if screenshots is not None:
                photograph(served.home, served.token, pages, screenshots)
        print(f"{count} students: the slowest page took {slowest * 1000:.0f} ms (limit {LIMIT * 1000:.0f})")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--students", type=int, default=500)
    parser.add_argument("--screenshots", type=Path)
    given = parser.parse_args()
    sys.exit(main(given.out, given.students, given.screenshots))
