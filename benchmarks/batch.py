"""What `grade batch` takes on classes of different sizes: processor time, wall time, memory.

Usage: python benchmarks/batch.py [--size N ...] [--jobs N ...]. A class is one third right, one third half done, one
third with two known mistakes in each exercise (classes.py); all exercises are graded, on the CPU and the simulated
accelerator, sealed, each time on a new seed. What a submission takes is that beyond a class of three, which pays for
the start. The published seed is recorded before, once for this machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from classes import weak, write_class, write_hand_in
from processes import batch, new_seed

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import Course, read_course

ROOT = Path(__file__).resolve().parents[1]
LEAST, SPREAD, GROWTH = 3, 0.10, 50


def record_published(course: Course, folder: Path) -> None:
    """Have all known mistakes recorded on the published seed, by one hand-in that is wrong everywhere."""
    write_hand_in(course, folder / "wrong" / "s", 0, lambda exercise, number: weak(course, exercise, number))
    batch(sys.executable, course.root, folder / "wrong", PUBLISHED_SEED)


def main(sizes: list[int], jobs: list[int]) -> None:
    course = read_course(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record_published(course, folder)
        classes = {count: write_class(course, folder / f"class-{count}", count) for count in (LEAST, *sizes)}
        for count in jobs:
            start = batch(sys.executable, ROOT, classes[LEAST], new_seed(), count)
            print(
                f"{count} jobs; beyond a class of {LEAST}, which takes {start.cpu:.1f} s CPU, {start.wall:.1f} s wall"
            )
            print(f"{'class':>7} {'CPU each':>9} {'wall each':>10} {'wall':>8} {'tree, MB':>9} {'parent, MB':>11}")
            each = []
            for size in sizes:
                cost, others = batch(sys.executable, ROOT, classes[size], new_seed(), count), size - LEAST
                each.append((cost.wall - start.wall) / others)
                cpu = (cost.cpu - start.cpu) / others
                print(
                    f"{size:7} {cpu:7.2f} s {each[-1]:8.2f} s {cost.wall:6.0f} s {cost.tree:9.0f} {cost.parent:11.0f}"
                )
            growth = cost.parent - start.parent
            print(
                f"spread {max(each) / min(each) - 1:.1%} (limit {SPREAD:.0%}); parent grew {growth:.0f} MB ({GROWTH})"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, nargs="+", default=[20])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    main(asked.size, asked.jobs)
