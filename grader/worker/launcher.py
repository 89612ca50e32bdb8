"""The launcher: imports torch and pytest and collects the checks once, then forks a worker for each subject.

Run as `python -m grader.worker.launcher COURSE SCRATCH DEVICES --control FD [EXERCISE ...]`. On the control socket
it tells its Collection, then obeys Start and Kill and tells when a worker Ended. Without `--control` (where fork
does not exist) it is a worker itself: commands on standard input, frames on standard output. It runs no code of a
submission before it has forked.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import select
import shutil
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from grader import frames
from grader.protocol import Collection, Ended, Kill, Request, Start, line
from grader.worker.case import DEFAULT_TIMEOUT, case_id, describe
from grader.worker.plugin import DEVICES

PR_SET_PDEATHSIG = 1


@dataclass
class Options:
    """What the command line asks for."""

    course: Path
    scratch: Path
    devices: tuple[str, ...]
    exercises: tuple[str, ...]
    control: int | None


class Launcher:
    """A pytest plugin whose run loop is the launcher's."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.problems: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Tell the fixtures' plugin which devices to collect for."""
        config.stash[DEVICES] = self.options.devices

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note what could not be collected."""
        if report.failed:
            self.problems.append(f"{report.nodeid}: {last_line(str(report.longrepr))}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tell the collection, then serve until the other side is gone."""
        items = {case_id(item): item for item in session.items if isinstance(item, pytest.Function)}
        collection = Collection(tuple(describe(item) for item in items.values()), tuple(self.problems))
        if self.options.control is None:
            serve_here(items, collection, self.options.scratch)
        else:
            Forks(items, socket.socket(fileno=self.options.control), self.options.scratch).loop(collection)
        return True


@dataclass
class Forks:
    """Forks workers and tells when they end."""

    items: dict[str, pytest.Function]
    control: socket.socket
    scratch: Path
    pids: dict[int, int] = field(default_factory=dict)
    descriptors: list[int] = field(default_factory=list)
    rest: bytes = b""

    def loop(self, collection: Collection) -> None:
        """Serve the control socket until it is closed."""
        self.control.sendall(line(collection))
        waking, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        while True:
            ready, _, _ = select.select([self.control.fileno(), waking], [], [])
            if waking in ready:
                os.read(waking, 4096)
                self.reap()
            if self.control.fileno() in ready and not self.obey():
                break
        for pid in self.pids.values():
            end_group(pid)
        os._exit(0)  # the interpreter's own shutdown takes a second with torch loaded

    def obey(self) -> bool:
        """Read requests and do them; False when the other side is gone."""
        text, descriptors, _, _ = socket.recv_fds(self.control, 65_536, 30)
        if not text:
            return False
        self.descriptors += descriptors
        *lines, self.rest = (self.rest + text).split(b"\n")
        for one in lines:
            request = msgspec.json.decode(one, type=Request)
            if isinstance(request, Start):
                mine, self.descriptors = self.descriptors[:3], self.descriptors[3:]
                self.fork(request.worker, mine)
                for descriptor in mine:
                    os.close(descriptor)
            elif isinstance(request, Kill) and request.worker in self.pids:
                end_group(self.pids[request.worker])
        return True

    def fork(self, worker: int, descriptors: list[int]) -> None:
        """Fork one worker with its three descriptors: commands, frames, output."""
        folder = self.scratch / f"worker-{worker}"
        folder.mkdir()
        pid = os.fork()
        if pid:
            self.pids[worker] = pid
            return
        become_worker(self.items, descriptors, folder)

    def reap(self) -> None:
        """Collect the workers that ended, clear their folders and tell."""
        for worker, pid in list(self.pids.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del self.pids[worker]
                end_group(pid)
                clear(self.scratch / f"worker-{worker}")
                self.control.sendall(line(Ended(worker, os.waitstatus_to_exitcode(status))))


def become_worker(items: dict[str, pytest.Function], descriptors: list[int], folder: Path) -> NoReturn:
    """Turn the forked child into a worker; never returns."""
    status = 1
    try:
        os.setsid()
        die_with_parent()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        commands, answers, output = (os.dup2(fd, 100 + i) for i, fd in enumerate(descriptors))
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, commands)
        os.closerange(output, 4096)
        from grader.worker.serve import serve

        with open(commands, "rb") as lines:
            serve(items, lines, answers, folder)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def serve_here(items: dict[str, pytest.Function], collection: Collection, scratch: Path) -> None:
    """Be the worker in this very process.

    Commands on standard input, frames on standard output, output on standard error.
    """
    from grader.worker.serve import serve

    answers = os.dup(1)
    os.dup2(2, 1)
    os.write(answers, frames.encode(bytes(frames.NONCE_BYTES), collection, {}))
    commands = os.fdopen(os.dup(0), "rb")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    serve(items, commands, answers, scratch)
    os._exit(0)


def die_with_parent() -> None:
    """Have the kernel kill this process when the launcher dies (PR_SET_PDEATHSIG, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def end_group(pid: int) -> None:
    """Kill a worker and every process in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def clear(folder: Path) -> None:
    """Remove a worker's folder, also where the code made parts of it unreadable."""

    def open_up(function: object, path: str, error: object) -> None:
        with contextlib.suppress(OSError):
            os.chmod(Path(path).parent, 0o700)
            os.chmod(path, 0o700)

    shutil.rmtree(folder, onerror=open_up)
    shutil.rmtree(folder, ignore_errors=True)


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
    parser.add_argument("scratch", type=Path)
    parser.add_argument("devices")
    parser.add_argument("exercises", nargs="*")
    parser.add_argument("--control", type=int)
    parsed = parser.parse_args(arguments)
    options = Options(
        parsed.course, parsed.scratch, tuple(parsed.devices.split(",")), tuple(parsed.exercises), parsed.control
    )
    preload()
    os.chdir(options.scratch)
    quiet = ["--capture=no", "--assert=plain", "--import-mode=importlib", "--noconftest", "--strict-markers"]
    off = [f"-pno:{name}" for name in ("cacheprovider", "terminal", "logging", "junitxml", "unittest", "doctest")]
    on = ["-p", "grader.worker.plugin", "-p", "pytest_timeout"]
    place = [f"--rootdir={options.course}", "-c", os.devnull, f"--timeout={DEFAULT_TIMEOUT}"]
    return int(pytest.main([*quiet, *off, *on, *place, *check_files(options)], plugins=[Launcher(options)]))


def preload() -> None:
    """Import what is slow to import, once for all workers.

    Torchvision may be broken; the exercises that use it will tell.
    """
    import torch
    import torch._dynamo  # optimizers import it at their first step

    torch.set_num_threads(1)
    with contextlib.suppress(Exception):
        import torchvision.datasets
        import torchvision.transforms.v2  # noqa: F401


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
