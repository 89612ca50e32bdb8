"""Seconds to grade checks on the CPU at 1 job, beside the floor: the same calls in one warm process, and nothing else.

Usage: python benchmarks/floor.py [ROUNDS] [SLUG ...]. Both run the same cases of the sample `ada`, of all exercises or
of some, on the CPU alone, in turn; medians. The floor calls each check's function with a `subject` that is the plain
module and an `observe` that keeps nothing: no pytest, no isolation, no judging. Cases with fixtures that only pytest
can give are left out of the floor.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

import numpy as np
import pytest
import torch

from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.submission.read import read_submission
from tensorgrade.worker import eager
from tensorgrade.worker.case import check_of, seed_of

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "samples" / "ada"
GIVEN = {"subject", "observe", "seed", "device", "draw", "folder", "data_root", "elsewhere", "request"}
LIMIT = 2.0


class Nothing:
    """Stands in for `observe`: takes all, keeps nothing."""

    def __call__(self, name: str, value: object, **more: object) -> object:
        return value

    @contextlib.contextmanager
    def raises(self, *names: object, **more: object) -> Iterator[None]:
        with contextlib.suppress(Exception):
            yield

    @contextlib.contextmanager
    def unmodified(self, **inputs: object) -> Iterator[None]:
        yield

    def shares_memory(self, name: str, first: object, second: object) -> None:
        return None


class Collected:
    """Keeps pytest's items and runs none."""

    items: list[pytest.Function]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = [item for item in session.items if isinstance(item, pytest.Function)]
        return True


def collected(slugs: list[str]) -> list[pytest.Function]:
    """Collect the checks as pytest does."""
    files = [
        str(path) for place in ("exercises", "solutions") for path in sorted((ROOT / place / "checks").glob("*.py"))
    ]
    chosen = [file for file in files if not slugs or Path(file).stem.removeprefix("test_") in slugs]
    kept = Collected()
    quiet = [
        "--noconftest",
        "--import-mode=importlib",
        "-c",
        os.devnull,
        f"--rootdir={ROOT}",
        "--subject",
        str(SAMPLE),
    ]
    off = ["-p", "no:terminal", "-p", "no:logging", "-p", "no:cacheprovider"]
    pytest.main([*quiet, *off, *chosen], plugins=[kept])
    return kept.items


def modules() -> dict[str, ModuleType]:
    """Import the sample's files, by exercise."""
    found = {}
    for path in sorted(SAMPLE.glob("ex*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found[path.stem.partition("_")[2]] = module
    return found


def floor(items: list[pytest.Function], subjects: dict[str, ModuleType]) -> float:
    """Call every check once; return the seconds."""
    begin = time.perf_counter()
    for item in items:
        file = check_of(item.path)
        assert file is not None
        seed = seed_of(item, 0)
        torch.default_generator.manual_seed(seed)
        np.random.seed(seed % 2**32)
        random.seed(seed)
        with tempfile.TemporaryDirectory() if "folder" in item.fixturenames else contextlib.nullcontext() as folder:
            given = {
                "subject": subjects[file.exercise], "observe": Nothing(), "seed": seed, "device": "cpu",
                "folder": folder and Path(folder), "data_root": ROOT / "exercises" / "data", "elsewhere": "sim",
            }  # fmt: skip
            arguments = {**given, **item.callspec.params}
            item.obj(**{name: arguments[name] for name in item._fixtureinfo.argnames})
    return time.perf_counter() - begin


def main(rounds: int, slugs: list[str]) -> None:
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    eager.postpone()
    from tensorgrade.worker.sim import install

    install()
    items = collected(slugs)
    parameters = {id(item): set(item.callspec.params) for item in items}
    plain = [item for item in items if set(item.fixturenames) <= GIVEN | parameters[id(item)]]
    subjects = modules()
    course = read_course(ROOT)
    submission = read_submission(SAMPLE, course)
    with Grader(course, slugs, level=best_level(), devices=("cpu",)) as grader:
        grader.grade(submission, 0)
        floor(plain, subjects)
        pairs = []
        for _ in range(rounds):
            begin = time.perf_counter()
            graded = grader.grade(submission, 0)
            pairs.append((time.perf_counter() - begin, floor(plain, subjects)))
        if not graded.result.is_full:
            sys.exit("the sample has no full points")
        cases = len(grader.cases)
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{cases} cases ({len(plain)} in the floor), isolation {best_level().name}, 1 job, medians of {rounds}")
    print(f"{'graded':28} {ours:7.3f} s")
    print(f"{'the same calls alone':28} {bare:7.3f} s")
    print(f"{'ratio':28} {ratio:7.2f}     (limit {LIMIT:g})")


if __name__ == "__main__":
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    main(int(numbers[0]) if numbers else 5, [word for word in sys.argv[1:] if not word.isdigit()])
