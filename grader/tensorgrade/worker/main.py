"""The launcher: imports torch and pytest and collects the checks once, then forks a worker for each subject.

Run as `python -m tensorgrade.worker COURSE DEVICES [EXERCISE ...] --control FD --level LEVEL`. On the control
socket it tells its Collection, then obeys Start and Kill and tells when a worker Ended (tensorgrade.worker.forks). With
`--scratch FOLDER` in place of `--control` (where fork does not exist) it is a worker itself: commands on standard
input, frames on standard output. It runs no code of a submission before it has forked.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest

from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.paths import readable_in_cage
from tensorgrade.protocol import frames
from tensorgrade.protocol.messages import Collection
from tensorgrade.worker.case import collected_case, draw_name
from tensorgrade.worker.devices import find_devices
from tensorgrade.worker.fixtures import DEVICES, NAMESPACES

# Plugins of pytest that would only cost time: nobody reads what they report.
UNUSED = (
    *("cacheprovider", "terminal", "logging", "junitxml", "unittest", "doctest"),
    *("skipping", "threadexception", "unraisableexception"),
)


@dataclass
class Options:
    """What the command line asks for."""

    course: Path
    devices: tuple[str, ...]
    exercises: tuple[str, ...]
    control: int | None
    scratch: Path | None
    level: Level


class RunLoop:
    """A pytest plugin whose run loop is the launcher's."""

    def __init__(self, options: Options, notes: tuple[str, ...]) -> None:
        self.options = options
        self.notes = notes
        self.problems: list[str] = []
        self.devices, self.absent = find_devices(options.devices)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Tell the fixtures' plugin which devices to collect for."""
        config.stash[DEVICES] = self.devices

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note what could not be collected."""
        if report.failed:
            self.problems.append(f"{report.nodeid}: {last_line(str(report.longrepr))}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tell the collection, then serve until the other side is gone."""
        from tensorgrade.worker import steps
        from tensorgrade.worker.loaders import without_processes
        from tensorgrade.worker.patches import Namespaces

        items = {collected_case(item).id: item for item in session.items if isinstance(item, pytest.Function)}
        cases = tuple(map(collected_case, items.values()))
        for item in items.values():
            steps.prepare(item)
            draw_name(item)
        if self.options.level is Level.confined:
            without_processes()
        session.config.stash[NAMESPACES] = Namespaces()  # once, for it takes 13 ms
        collection = Collection(cases, tuple(self.problems), self.devices, self.absent, self.notes)
        if self.options.control is None:
            assert self.options.scratch is not None
            serve_here(items, collection, self.options.scratch)
        else:
            from tensorgrade.worker.forks import Forks

            control = socket.socket(fileno=self.options.control)
            Forks(items, collection, control, self.options.level, readable_in_cage(self.options.course)).loop()
        return True


def serve_here(items: dict[str, pytest.Function], collection: Collection, scratch: Path) -> None:
    """Be the worker in this very process.

    Commands on standard input, frames on standard output, output on standard error.
    """
    from tensorgrade.worker.serve import mapped_bytes, serve

    answers = os.dup(1)
    os.dup2(2, 1)
    os.write(answers, frames.encode(bytes(frames.NONCE_BYTES), collection, {}))
    commands = os.fdopen(os.dup(0), "rb")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    serve(items, commands, answers, scratch, mapped_bytes())
    os._exit(0)


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((part.strip() for part in reversed(text.splitlines()) if part.strip()), "")


def check_files(options: Options) -> list[str]:
    """List the files of checks of the asked exercises, public ones first."""
    found = []
    for place in ("exercises", "solutions"):
        found += sorted((options.course / place / "checks").glob("test_*.py"))
    wanted = options.exercises
    return [str(path) for path in found if not wanted or path.stem.removeprefix("test_") in wanted]


def main(arguments: list[str]) -> int:
    """Import what every worker needs, collect, and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("course", type=Path)
    parser.add_argument("devices", type=lambda text: tuple(text.split(",")))
    parser.add_argument("exercises", nargs="*")
    parser.add_argument("--control", type=int)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--level", type=Level.__getitem__, default=Level.separate)
    options = Options(**{**vars(parser.parse_args(arguments))})
    notes = preload()
    gc.freeze()  # what was imported stays; the collector rested meanwhile (tensorgrade.worker.__main__)
    gc.enable()
    quiet = ["--capture=no", "--assert=plain", "--import-mode=importlib", "--noconftest", "--strict-markers"]
    off = [f"-pno:{name}" for name in UNUSED]
    place = ["-p", "tensorgrade.worker.fixtures", f"--rootdir={options.course}", "-c", os.devnull]
    return int(pytest.main([*quiet, *off, *place, *check_files(options)], plugins=[RunLoop(options, notes)]))


def preload() -> tuple[str, ...]:
    """Import what is slow to import, once for all workers; return what is to be said of it.

    Torchvision may be broken; the exercises that use it will tell.
    """
    import numpy.random
    import torch

    from tensorgrade.worker import eager

    note = eager.postpone()
    torch.set_num_threads(1)
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False  # float32 is float32 while grading
    torch.tensor(numpy.zeros(1, numpy.float16), dtype=torch.float32)  # looks at the processor, which workers cannot
    with contextlib.suppress(Exception):
        import torchvision.datasets
        import torchvision.transforms.v2  # noqa: F401
    return (note,) if note else ()
