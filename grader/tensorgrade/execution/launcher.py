"""The trusted side of launcher and workers: start them, and end them.

Where fork exists one launcher serves many workers; elsewhere each worker is a process of its own that imports torch
itself. Both are used in the same way (tensorgrade.execution.worker).
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tensorgrade.execution.worker import GONE_SECONDS, Forked, Spawned, Worker
from tensorgrade.exits import LauncherError
from tensorgrade.isolation.bubblewrap import sandboxed
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol import frames
from tensorgrade.protocol.messages import DEVICES, Collection, Measured, Report, Start, Subject, line

START_SECONDS = 120.0


class Launcher:
    """A running launcher for one course. Use as a context manager."""

    def __init__(
        self,
        course: Path,
        devices: Sequence[str] = DEVICES,
        exercises: Sequence[str] = (),
        level: Level = Level.separate,
    ) -> None:
        self.level = level
        self.devices = tuple(devices)
        self._course = course.resolve()
        self._arguments = [str(self._course), ",".join(devices), *exercises]
        self._lock = threading.Lock()
        self._count = 0
        self._forks = hasattr(os, "fork") and sys.platform == "linux"
        self._collection: Collection | None = None
        self._spare: Worker | None = None
        self._ready: dict[int | None, list[Worker]] = {}
        self._forked: dict[int, Forked] = {}
        if self._forks:
            self._start_launcher()

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def collection(self) -> Collection:
        """What the launcher collected; waits for it. Raises LauncherError."""
        with self._lock:
            return self._collect()

    def start_worker(self, subject: Subject) -> Worker:
        """Start a worker on a subject. Safe to call from several threads."""
        with self._lock:
            self._collect()
            if self._forks:
                ready = self._ready.setdefault(subject.memory, [])
                worker = ready.pop() if ready else self._fork(subject.memory)
            else:
                worker, self._spare = self._spare or self._spawn(), None
        worker.begin(subject)
        return worker

    def make_ready(self, count: int, memory: int | None) -> None:
        """Fork workers in advance, where that can be done: the next ones with this limit of memory start at once."""
        with self._lock:
            self._collect()
            ready = self._ready.setdefault(memory, [])
            while self._forks and len(ready) < count:
                ready.append(self._fork(memory))

    def _collect(self) -> Collection:
        if self._collection is None:
            self._collection = self._read_collection() if self._forks else self._spawn_first()
        return self._collection

    def close(self) -> None:
        """End the launcher and all workers, and remove what they left."""
        if self._forks:
            with contextlib.suppress(OSError):
                self._control.shutdown(socket.SHUT_RDWR)
            self._control.close()
            try:
                self._process.wait(GONE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        elif self._spare is not None:
            self._spare.end()

    def _start_launcher(self) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the launcher runs)
        options = ["--control", str(theirs.fileno()), "--level", self.level.name]
        command = [*COMMAND, *self._arguments, *options]
        self._process = subprocess.Popen(
            sandboxed(command, self._course) if self.level is Level.sealed else command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=environment(self.level, self.devices),
            start_new_session=True,
        )
        theirs.close()
        self._messages = ours.makefile("rb")

    def _read_collection(self) -> Collection:
        self._control.settimeout(START_SECONDS)
        try:
            text = self._messages.readline()
        except TimeoutError:
            raise LauncherError(f"the launcher did not start within {START_SECONDS:g} s") from None
        if not text:
            self._log.seek(0)
            log = self._log.read().decode("utf-8", "replace").strip()
            raise LauncherError(f"the launcher died while it started: {log.splitlines()[-1] if log else 'no message'}")
        self._control.settimeout(None)
        threading.Thread(target=self._read_messages, daemon=True).start()
        return msgspec.json.decode(text, type=Collection)

    def _read_messages(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for text in self._messages:
                report = msgspec.json.decode(text, type=Report)
                if isinstance(report, Measured):
                    self._forked[report.worker].tell_usage(report.usage)
                else:
                    self._forked.pop(report.worker).tell(report)
        for process in list(self._forked.values()):
            process.tell(None)

    def _fork(self, memory: int | None) -> Worker:
        self._count += 1
        process = Forked(self._count, self._control)
        self._forked[self._count] = process
        pipes = [os.pipe() for _ in range(3)]
        (commands_out, commands_in), (answers_out, answers_in), (output_out, output_in) = pipes
        given = [commands_out, answers_in, output_in]
        try:
            socket.send_fds(self._control, [line(Start(self._count, memory))], given)
        except OSError as error:
            raise LauncherError(f"the launcher is gone: {error}") from error
        finally:
            for descriptor in given:
                os.close(descriptor)
        return Worker(os.fdopen(commands_in, "wb"), os.fdopen(answers_out, "rb"), os.fdopen(output_out, "rb"), process)

    def _spawn_first(self) -> Collection:
        """Start the first worker; the frame that it begins with is the collection."""
        self._spare, collection = self._spawn_and_collect()
        return collection

    def _spawn(self) -> Worker:
        return self._spawn_and_collect()[0]

    def _spawn_and_collect(self) -> tuple[Worker, Collection]:
        self._count += 1
        scratch = Path(tempfile.mkdtemp(prefix="grade-"))
        process = subprocess.Popen(
            [*COMMAND, *self._arguments, "--scratch", str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(self.level, self.devices),
            start_new_session=True,
        )
        assert process.stdin and process.stdout and process.stderr
        frame = frames.read(process.stdout)  # type: ignore[arg-type]
        if frame is None:
            words = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
            raise LauncherError(f"a worker died while it started: {words[-1] if words else 'no message'}")
        collection, _ = frames.decode(Collection, frame[1], frame[2])
        worker = Worker(process.stdin, process.stdout, process.stderr, Spawned(process, scratch))  # type: ignore[arg-type]
        return worker, collection


COMMAND = [sys.executable, "-P", "-m", "tensorgrade.worker.main"]


def environment(level: Level = Level.separate, devices: Sequence[str] = ()) -> dict[str, str]:
    """The environment of launchers and workers.

    One thread, no GPU that was not asked for, no pytest plugins but ours; where code is shut in, nothing of the user's
    own environment.
    """
    single = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    if "cuda" not in devices:
        fixed["CUDA_VISIBLE_DEVICES"] = ""
    if level is Level.separate:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GRADE_"))}
    else:
        kept = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "USER": "student", "LANG": "C.UTF-8"}
    return {**kept, **single, **fixed}
