"""The launcher's work once it has collected: fork a worker for each subject, watch it, tell when it ended.

Serves the control socket in one thread until the other side is gone, then ends every worker and leaves nothing. Asked
for it, it forks another launcher, for our own code: that shares its memory, and at `sealed` nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import select
import shutil
import signal
import socket
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from tensorgrade.decoding import read_json
from tensorgrade.isolation import cage
from tensorgrade.isolation import limits as watch
from tensorgrade.isolation.layers import Room, own_files
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_SET_PDEATHSIG, prctl
from tensorgrade.protocol.messages import Branch, Collection, Ended, Kill, Measured, Request, Start, Usage, Watch, line
from tensorgrade.worker.huge_pages import gather_pages
from tensorgrade.worker.serve import mapped_bytes, serve

PR_SET_CHILD_SUBREAPER = 36
KEPT = 100  # a worker's own descriptors begin here


@dataclass
class Running:
    """A worker that runs: its process, its limits and what it has used.

    most: the processor time at which it is ended. note: why it was, if it was.
    """

    pid: int
    memory: int | None
    most: float = math.inf
    usage: Usage = field(default_factory=Usage)
    note: str = ""
    is_late: bool = False

    def measure(self) -> Usage:
        """Read what it has used; what was seen once stays seen."""
        now = watch.usage_of(self.pid)
        pairs = zip(msgspec.structs.astuple(self.usage), msgspec.structs.astuple(now), strict=True)
        self.usage = Usage(*(max(pair) for pair in pairs))
        return self.usage

    def judge(self, own_network: bool) -> None:
        """End it if it takes too much."""
        self.note = watch.excess(self.pid, self.memory, own_network)
        if not self.note and self.most < math.inf and self.measure().processor > self.most:
            self.note, self.is_late = "it used more processor time than it may", True
        if self.note:
            end(self.pid)


@dataclass
class Forks:
    """Forks workers and tells when they end. `readable` is what a worker that is shut in may read."""

    items: Mapping[str, pytest.Function]
    collection: Collection
    control: socket.socket
    level: Level
    readable: tuple[Path, ...]
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="grade-")))
    running: dict[int, Running] = field(default_factory=dict)
    branches: set[int] = field(default_factory=set)
    descriptors: list[int] = field(default_factory=list)
    rest: bytes = b""
    gathering: Iterator[bool] = field(default_factory=gather_pages)

    def loop(self) -> NoReturn:
        """Serve the control socket until it is closed."""
        cage.hide_memory()
        prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a worker leaves behind comes here to be ended
        os.chdir(self.scratch)
        gc.freeze()  # a worker's collector does not walk through torch, nor show it what lies here
        self.control.sendall(line(self.collection))
        control = self.control.fileno()
        waking, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        due = 0.0
        while True:
            pause = watch.INTERVAL if self.running else None
            if not self.running and not self.branches and next(self.gathering, None) is not None:
                pause = 0.0  # there is more to gather while nobody asks
            ready, _, _ = select.select([control, waking], [], [], pause)
            if waking in ready:
                os.read(waking, 4096)
                self.reap()
            if control in ready and not self.obey():
                break
            if time.monotonic() >= due:  # also when something is always ready
                self.look_after()
                due = time.monotonic() + watch.INTERVAL
        for process in self.running.values():
            end(process.pid)
        self.end_strangers()
        clear(self.scratch)
        os._exit(0)  # the interpreter's own shutdown takes a second with torch loaded

    def obey(self) -> bool:
        """Read requests and do them; False when the other side is gone."""
        text, descriptors, _, _ = socket.recv_fds(self.control, 65_536, 30)
        if not text:
            return False
        self.descriptors += descriptors
        *lines, self.rest = (self.rest + text).split(b"\n")
        for request in lines:
            asked: Request = read_json(request, Request)
            self.do(asked)
        return True

    def do(self, request: Request) -> None:
        """Do what was asked for; of a worker that is gone its end was told."""
        if isinstance(request, Start):
            mine, self.descriptors = self.descriptors[:3], self.descriptors[3:]
            self.fork(request.worker, request.memory, mine)
            for descriptor in mine:
                os.close(descriptor)
        elif isinstance(request, Branch):
            self.branch(self.descriptors.pop(0))
        elif process := self.running.get(request.worker):
            if isinstance(request, Kill):
                end(process.pid)
            elif isinstance(request, Watch):
                process.most = process.measure().processor + request.seconds
            else:
                process.most = math.inf
                self.control.sendall(line(Measured(request.worker, process.measure())))

    def fork(self, worker: int, memory: int | None, descriptors: list[int]) -> None:
        """Fork one worker with its three descriptors: commands, frames, output."""
        folder = self.scratch / f"worker-{worker}"
        folder.mkdir()
        pid = cage.fork(self.level)
        if pid:
            self.running[worker] = Running(pid, memory)
            return
        become_worker(self, descriptors, folder)

    def branch(self, control: int) -> None:
        """Fork another launcher."""
        folder = Path(tempfile.mkdtemp(prefix="grade-"))
        pid = cage.fork(self.level)
        if pid:
            self.branches.add(pid)
            os.close(control)
            return
        become_launcher(self, control, folder)

    def look_after(self) -> None:
        """End the workers that take too much, and what their code left behind while they go on."""
        self.end_strangers()
        for process in self.running.values():
            if not process.note:
                process.judge(own_network=self.level is Level.sealed)

    def reap(self) -> None:
        """Collect the workers that ended with what they left behind, and tell."""
        for worker, process in list(self.running.items()):
            done, status = os.waitpid(process.pid, os.WNOHANG)
            if done:
                del self.running[worker]
                end(process.pid)
                self.end_strangers()
                clear(self.scratch / f"worker-{worker}")
                ended = Ended(worker, os.waitstatus_to_exitcode(status), process.note, process.is_late, process.usage)
                self.control.sendall(line(ended))
        self.branches = {pid for pid in self.branches if os.waitpid(pid, os.WNOHANG) == (0, 0)}

    def end_strangers(self) -> None:
        """End the processes that were left to this process: those of workers that are gone."""
        own = self.branches.union(process.pid for process in self.running.values())
        while strangers := set(watch.children(os.getpid())) - own:
            for pid in strangers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            for pid in strangers:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


def become_launcher(trunk: Forks, control: int, folder: Path) -> NoReturn:
    """Turn the forked child into a launcher, at `sealed` in namespaces and with files of its own; never returns."""
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.dup2(control, KEPT)
        os.closerange(3, KEPT)
        os.closerange(KEPT + 1, 4096)
        if trunk.level is Level.sealed:
            own_files.apply(Room(trunk.level, folder, ()))
        Forks(
            trunk.items,
            trunk.collection,
            socket.socket(fileno=KEPT),
            Level.separate,
            trunk.readable,
            folder,
            gathering=iter(()),  # what is shared would be copied
        ).loop()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def become_worker(forks: Forks, descriptors: list[int], folder: Path) -> NoReturn:
    """Turn the forked child into a worker; never returns."""
    status = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        commands, answers, output = (os.dup2(fd, KEPT + i) for i, fd in enumerate(descriptors))
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, commands)
        os.closerange(output, 4096)
        mapped = mapped_bytes()
        cage.shut_in(Room(forks.level, folder, forks.readable))
        with open(commands, "rb") as lines:
            serve(forks.items, lines, answers, folder, mapped)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def end(pid: int) -> None:
    """Kill a worker and every process in its group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def clear(folder: Path) -> None:
    """Remove a worker's folder, also where the code made parts of it unreadable."""

    def open_up(function: object, path: str, error: object) -> None:
        with contextlib.suppress(OSError):
            os.chmod(Path(path).parent, 0o700)
            if not os.path.islink(path):  # what a link leads to is not the worker's
                os.chmod(path, 0o700)

    shutil.rmtree(folder, onerror=open_up)
    shutil.rmtree(folder, ignore_errors=True)
