"""The size of the pages of a class of 500, and how long a browser takes to open its dashboard; medians.

Usage: python benchmarks/pages.py [ROUNDS]. The class is the sample class, graded on all exercises and repeated under
other names. Needs chromium, and playwright.
"""

import dataclasses
import shutil
import statistics
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import sync_playwright

from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.scoring.standing import LatePolicy, standing_of
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.html.dashboard import dashboard_page
from tensorgrade_reports.html.page import page

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(path for path in (ROOT / "tests" / "samples").iterdir() if path.is_dir())
STUDENTS = 500
REPORT_LIMIT, DASHBOARD_LIMIT, SECONDS_LIMIT = 300, 3000, 2.0


def sample_rows() -> list[Row]:
    """Grade the samples."""
    course = read_course(ROOT)
    with Grader(course, level=best_level()) as grader:
        results = [grader.grade(read_submission(sample, course), 0).result for sample in SAMPLES]
    return [
        Row(one.submission, one.submission, one, None, "", (), standing_of(one, (), LatePolicy(), None))
        for one in results
    ]


def seconds_to_open(path: Path, rounds: int) -> float:
    """Open a page in a fresh tab, until it is drawn; return the median of the seconds."""
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for _ in range(rounds):
            tab = browser.new_page(viewport={"width": 1440, "height": 900})
            begin = time.perf_counter()
            tab.goto(path.as_uri(), wait_until="load")
            tab.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            taken.append(time.perf_counter() - begin)
            tab.close()
        browser.close()
    return statistics.median(taken)


def main(rounds: int) -> None:
    rows = sample_rows()
    largest = max(len(page(row.result).encode()) for row in rows)
    many = islice(cycle(rows), STUDENTS)
    named = [dataclasses.replace(row, student=f"{row.student} {number}") for number, row in enumerate(many)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dashboard.html"
        path.write_text(dashboard_page(named), encoding="utf-8")
        size, seconds = path.stat().st_size, seconds_to_open(path, rounds)
    print(f"largest report of a student      {largest / 1000:8.0f} kB  (limit {REPORT_LIMIT})")
    print(f"dashboard of {STUDENTS} students        {size / 1000:8.0f} kB  (limit {DASHBOARD_LIMIT})")
    print(f"opened in Chromium in            {seconds:8.2f} s   (limit {SECONDS_LIMIT:g}, median of {rounds})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
