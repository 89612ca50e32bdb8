"""The trusted side of launcher and workers: start them, ask them one thing at a time, and end them.

Reads only bounded frames and bounded output from a worker. Where fork exists one launcher serves many workers;
elsewhere each worker is a process of its own that imports torch itself. Both are used in the same way.
"""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

import msgspec

from grader import frames
from grader.isolation import Level
from grader.isolation.bubblewrap import sandboxed
from grader.protocol import DEVICES, Collection, Ended, ImportExercise, Kill, RunCase, Start, Subject, line

OUTPUT_LIMIT = 1 << 20
OUTPUT_KEPT = 4_000
START_SECONDS = 120.0
GONE_SECONDS = 10.0

Loss = Literal["timed-out", "crashed", "too-much-output", "unreadable"]


class LauncherError(Exception):
    """The launcher could not start or died: our own failure, never the student's."""


@dataclass(frozen=True)
class Answer:
    """The frame that answered a command, undecoded."""

    record: bytes
    arrays: bytes


@dataclass(frozen=True)
class Lost:
    """No answer: why, and one fragment about it. The worker is gone."""

    why: Loss
    note: str


class Worker:
    """One worker process, driven one command at a time."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO, output: BinaryIO, process: Process) -> None:
        self._commands = commands
        self._process = process
        self._events: queue.SimpleQueue[Answer | Lost] = queue.SimpleQueue()
        self._asked = b""
        self._written = 0
        self._printed = bytearray()
        for target, stream in ((self._read_answers, answers), (self._read_output, output)):
            threading.Thread(target=target, args=(stream,), daemon=True).start()

    def begin(self, subject: Subject) -> None:
        """Send the subject; nothing answers."""
        self._send(line(subject))

    def ask(self, command: type[ImportExercise] | type[RunCase], name: str, seconds: float) -> Answer | Lost:
        """Send one command and wait for its answer for `seconds`; after a Lost the worker is ended."""
        self._asked = secrets.token_bytes(frames.NONCE_BYTES)
        self._written = 0
        self._printed.clear()
        self._send(line(command(self._asked, name)))
        try:
            event = self._events.get(timeout=seconds)
        except queue.Empty:
            event = Lost("timed-out", f"no answer within {seconds:g} s")
        if isinstance(event, Lost):
            self.end()
        return event

    @property
    def printed(self) -> str:
        """The beginning of what the code printed since the last command."""
        return bytes(self._printed).decode("utf-8", "replace")

    def end(self, wait: bool = True) -> None:
        """End the process; the readers of its streams close them when they have read all.

        wait: until it is gone.
        """
        with contextlib.suppress(OSError):
            self._commands.close()
        self._process.end(wait)

    def _send(self, text: bytes) -> None:
        try:
            self._commands.write(text)
            self._commands.flush()
        except (OSError, ValueError):
            pass  # the worker is gone; the reader of its answers tells

    def _read_answers(self, stream: BinaryIO) -> None:
        with stream:
            try:
                while frame := frames.read(stream):
                    nonce, record, arrays = frame
                    if nonce != self._asked:
                        self._events.put(Lost("unreadable", "an answer came that was not asked for"))
                        return  # reads no more: whoever writes without being asked must not fill this process
                    self._asked = b""
                    self._events.put(Answer(record, arrays))
            except frames.FrameError as error:
                self._events.put(Lost("unreadable", str(error)))
        self._events.put(Lost("crashed", self._process.ending()))

    def _read_output(self, stream: BinaryIO) -> None:
        with stream:
            while chunk := os.read(stream.fileno(), 65_536):
                self._written += len(chunk)
                self._printed += chunk[: max(0, OUTPUT_KEPT - len(self._printed))]
                if self._written > OUTPUT_LIMIT:
                    self._events.put(Lost("too-much-output", f"more than {OUTPUT_LIMIT >> 20} MiB were printed"))
                    return


class Process(Protocol):
    """How a worker's process is ended, and how it ended by itself."""

    def end(self, wait: bool) -> None:
        """Kill it; with `wait`, wait until it is gone."""

    def ending(self) -> str:
        """Wait until it is gone; say how it ended."""


def ending_words(status: int | None) -> str:
    """Say how a process ended, from its exit code or minus its signal."""
    if status is None:
        return "the process ended"
    if status < 0:
        import signal

        with contextlib.suppress(ValueError):
            return f"the process was ended by {signal.Signals(-status).name}"
        return f"the process was ended by signal {-status}"
    return f"the process exited with status {status}"


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
        self._ended: dict[int, _Forked] = {}
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
                ended = msgspec.json.decode(text, type=Ended)
                self._ended.pop(ended.worker).tell(ended.status, ended.note)
        for process in list(self._ended.values()):
            process.tell(None)

    def _fork(self, memory: int | None) -> Worker:
        self._count += 1
        process = _Forked(self._count, self._control)
        self._ended[self._count] = process
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
        worker = Worker(process.stdin, process.stdout, process.stderr, _Spawned(process, scratch))  # type: ignore[arg-type]
        return worker, collection


COMMAND = [sys.executable, "-P", "-m", "grader.worker.launcher"]


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


class _Forked:
    """A worker that the launcher forked."""

    def __init__(self, number: int, control: socket.socket) -> None:
        self._number = number
        self._control = control
        self._gone = threading.Event()
        self._status: int | None = None
        self._note = ""

    def tell(self, status: int | None, note: str = "") -> None:
        """Take note of its end."""
        self._status, self._note = status, note
        self._gone.set()

    def end(self, wait: bool) -> None:
        """Have the launcher kill it."""
        if not self._gone.is_set():
            with contextlib.suppress(OSError):
                self._control.sendall(line(Kill(self._number)))
            if wait:
                self._gone.wait(GONE_SECONDS)

    def ending(self) -> str:
        """Wait until it is gone; say how it ended."""
        self._gone.wait(GONE_SECONDS)
        return self._note or ending_words(self._status)


class _Spawned:
    """A worker that is a child process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], scratch: Path) -> None:
        self._process = process
        self._scratch = scratch

    def end(self, wait: bool) -> None:
        """Kill it and remove what it left, which takes its being gone."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def ending(self) -> str:
        """Wait until it is gone; say how it ended."""
        return ending_words(self._process.wait())
