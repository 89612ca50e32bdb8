"""The launcher's work once it has collected: fork a worker for each subject, watch it, tell when it ended.

Serves the control socket in one thread until the other side is gone, then ends every worker and leaves nothing.
"""

from __future__ import annotations

import contextlib
import gc
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

from grader.protocol import Collection, Ended, Kill, Request, Start, line
from grader.worker import cage, watch
from grader.worker.huge_pages import gather

PR_SET_CHILD_SUBREAPER = 36
KEPT = 100  # a worker's own descriptors begin here


@dataclass
class Forks:
    """Forks workers and tells when they end. `readable` is what a worker that is shut in may read."""

    items: Mapping[str, pytest.Function]
    control: socket.socket
    level: str
    readable: list[Path]
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="grade-")))
    pids: dict[int, int] = field(default_factory=dict)
    memory: dict[int, int | None] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    descriptors: list[int] = field(default_factory=list)
    rest: bytes = b""
    gathering: Iterator[bool] = field(default_factory=gather)

    def loop(self, collection: Collection) -> NoReturn:
        """Serve the control socket until it is closed."""
        cage.hide_memory()
        cage.prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a worker leaves behind comes here to be ended
        os.chdir(self.scratch)
        gc.freeze()  # a worker's collector does not walk through torch, nor show it what lies here
        self.control.sendall(line(collection))
        control = self.control.fileno()
        waking, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        due = 0.0
        while True:
            pause = watch.INTERVAL if self.pids else None
            if not self.pids and next(self.gathering, None) is not None:
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
        for pid in self.pids.values():
            end(pid)
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
        for one in lines:
            request = msgspec.json.decode(one, type=Request)
            if isinstance(request, Start):
                mine, self.descriptors = self.descriptors[:3], self.descriptors[3:]
                self.memory[request.worker] = request.memory
                self.fork(request.worker, mine)
                for descriptor in mine:
                    os.close(descriptor)
            elif isinstance(request, Kill) and request.worker in self.pids:
                end(self.pids[request.worker])
        return True

    def fork(self, worker: int, descriptors: list[int]) -> None:
        """Fork one worker with its three descriptors: commands, frames, output."""
        folder = self.scratch / f"worker-{worker}"
        folder.mkdir()
        pid = cage.fork(self.level)
        if pid:
            self.pids[worker] = pid
            return
        become_worker(self, descriptors, folder)

    def look_after(self) -> None:
        """End the workers that take too much, and what their code left behind while they go on."""
        self.end_strangers()
        for worker, pid in self.pids.items():
            if worker not in self.notes and (note := watch.excess(pid, self.memory[worker])):
                self.notes[worker] = note
                end(pid)

    def reap(self) -> None:
        """Collect the workers that ended with what they left behind, and tell."""
        for worker, pid in list(self.pids.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del self.pids[worker], self.memory[worker]
                end(pid)
                self.end_strangers()
                clear(self.scratch / f"worker-{worker}")
                ended = Ended(worker, os.waitstatus_to_exitcode(status), self.notes.pop(worker, ""))
                self.control.sendall(line(ended))

    def end_strangers(self) -> None:
        """End the processes that were left to this one: those of workers that are gone."""
        while strangers := set(watch.children(os.getpid())) - set(self.pids.values()):
            for pid in strangers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            for pid in strangers:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


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
        from grader.worker.serve import mapped_bytes, serve

        mapped = mapped_bytes()
        cage.shut_in(forks.level, folder, forks.readable)
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
