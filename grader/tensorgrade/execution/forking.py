"""Workers by fork: one launcher imports torch and collects the checks once, and forks each worker.

The launcher is a process of its own (tensorgrade.worker), at `sealed` in a sandbox; it is driven over a socket.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import socket
import subprocess
import tempfile
import threading
from dataclasses import dataclass, replace
from typing import BinaryIO, Self

from tensorgrade.decoding import read_json
from tensorgrade.execution.options import LaunchOptions
from tensorgrade.execution.worker import Lost, Worker, ending_words
from tensorgrade.exits import LauncherError
from tensorgrade.isolation.bubblewrap import sandboxed
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import (
    Branch,
    Collection,
    Ended,
    Kill,
    Measure,
    Measured,
    Report,
    Start,
    Subject,
    Usage,
    Watch,
    line,
)

START_SECONDS = 120.0
GONE_SECONDS = 10.0


@dataclass(frozen=True)
class Driven:
    """A launcher's process: the socket that drives it, and what it says there."""

    control: socket.socket
    messages: BinaryIO

    @property
    def last_words(self) -> str:
        """The last line that it printed, where that is kept."""
        return "no message"

    def end(self, at_once: bool) -> None:
        """Tell it to end by itself. at_once: nothing was asked of it, and there is nothing that it would remove."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_WR)
        self.control.close()


@dataclass(frozen=True)
class Launched(Driven):
    """One that was started from here, with what it printed."""

    process: subprocess.Popen[bytes]
    log: BinaryIO

    @property
    def last_words(self) -> str:
        """The last line that it printed."""
        self.log.seek(0)
        log = self.log.read().decode("utf-8", "replace").strip()
        return log.splitlines()[-1] if log else "no message"

    def end(self, at_once: bool) -> None:
        """Tell it to end by itself; kill it when it does not, or at once: while it imports torch it hears nothing."""
        super().end(at_once)
        if at_once:
            self.process.kill()
        try:
            self.process.wait(GONE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class ForkingLauncher:
    """A launcher that forks its workers."""

    def __init__(self, options: LaunchOptions) -> None:
        self.options = options
        self._lock = threading.Lock()
        self._count = 0
        self._launched: Driven | None = None
        self._collection: Collection | None = None
        self._reader: threading.Thread | None = None
        self._ready: dict[int | None, list[Worker]] = {}
        self._forked: dict[int, Forked] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the launcher's process, once."""
        if self._launched is not None:
            return
        ours, theirs = socket.socketpair()
        log = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the launcher runs)
        options = self.options
        command = options.command("--control", str(theirs.fileno()), "--level", options.level.name)
        process = subprocess.Popen(
            sandboxed(command, options.course) if options.level is Level.sealed else command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=options.environment(),
            start_new_session=True,
        )
        theirs.close()
        self._launched = Launched(ours, ours.makefile("rb"), process, log)

    @property
    def collection(self) -> Collection:
        """What the launcher collected; waits for it. Raises LauncherError."""
        with self._lock:
            return self._collect()

    def start_worker(self, subject: Subject) -> Worker:
        """Start a worker on a subject. Safe to call from several threads."""
        with self._lock:
            self._collect()
            ready = self._ready.setdefault(subject.memory, [])
            worker = ready.pop() if ready else self._fork(subject.memory)
        worker.begin(subject)
        return worker

    def release(self, worker: Worker) -> None:
        """End a worker that is needed no more."""
        worker.end(wait=False)

    def beside(self) -> ForkingLauncher:
        """Return another launcher, not yet started: one that this one forks."""
        return BranchedLauncher(self)

    def branch(self) -> socket.socket:
        """Fork another launcher; return the socket that drives it. Raises LauncherError."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            self._ask(Branch(), [theirs.fileno()])
        return ours

    def make_ready(self, count: int, memory: int | None) -> None:
        """Fork workers in advance: the next ones with this limit of memory start at once."""
        with self._lock:
            self._collect()
            ready = self._ready.setdefault(memory, [])
            while len(ready) < count:
                ready.append(self._fork(memory))

    def close(self) -> None:
        """End the launcher and all workers, and remove what they left."""
        for worker in itertools.chain.from_iterable(self._ready.values()):
            worker.end(wait=False)
        if self._launched is not None:
            self._launched.end(at_once=self._collection is None)

    def _started(self) -> Driven:
        if self._launched is None:
            raise LauncherError("the launcher was not started")
        return self._launched

    def _collect(self) -> Collection:
        if self._collection is None:
            self._collection = self._read_collection(self._started())
        return self._collection

    def _read_collection(self, launched: Driven) -> Collection:
        launched.control.settimeout(START_SECONDS)
        try:
            text = launched.messages.readline()
        except TimeoutError:
            raise LauncherError(f"the launcher did not start within {START_SECONDS:g} s") from None
        if not text:
            raise LauncherError(f"the launcher died while it started: {launched.last_words}")
        launched.control.settimeout(None)
        self._reader = threading.Thread(target=self._read_messages, args=(launched.messages,), daemon=True)
        self._reader.start()
        return read_json(text, Collection)

    def _read_messages(self, messages: BinaryIO) -> None:
        with contextlib.suppress(OSError, ValueError):
            for text in messages:
                report: Report = read_json(text, Report)
                if isinstance(report, Measured):
                    self._forked[report.worker].tell_usage(report.usage)
                else:
                    self._forked.pop(report.worker).tell(report)
        for process in list(self._forked.values()):
            process.tell(None)

    def _ask(self, request: Start | Branch, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._started().control, [line(request)], descriptors)
        except OSError as error:
            raise LauncherError(f"the launcher is gone: {error}") from error

    def _fork(self, memory: int | None) -> Worker:
        self._count += 1
        process = Forked(self._count, self._started().control)
        self._forked[self._count] = process
        pipes = [os.pipe() for _ in range(3)]
        (commands_out, commands_in), (answers_out, answers_in), (output_out, output_in) = pipes
        given = [commands_out, answers_in, output_in]
        try:
            self._ask(Start(self._count, memory), given)
        finally:
            for descriptor in given:
                os.close(descriptor)
        return Worker(os.fdopen(commands_in, "wb"), os.fdopen(answers_out, "rb"), os.fdopen(output_out, "rb"), process)


class BranchedLauncher(ForkingLauncher):
    """A launcher that another one forked: it shares what was imported and collected there, and runs our own code."""

    def __init__(self, trunk: ForkingLauncher) -> None:
        super().__init__(replace(trunk.options, level=Level.separate))
        self._trunk = trunk

    def start(self) -> None:
        """Have it forked, once. Raises LauncherError."""
        if self._launched is None:
            control = self._trunk.branch()
            self._launched = Driven(control, control.makefile("rb"))

    def close(self) -> None:
        """End it, and wait until it has removed what its workers left: its socket is closed then."""
        super().close()
        if self._reader is not None:
            self._reader.join(GONE_SECONDS)


class Forked:
    """A worker that the launcher forked."""

    def __init__(self, number: int, control: socket.socket) -> None:
        self._number = number
        self._control = control
        self._gone = threading.Event()
        self._ended: Ended | None = None
        self._usages: queue.SimpleQueue[Usage | None] = queue.SimpleQueue()

    def tell(self, ended: Ended | None) -> None:
        """Take note of its end; None where its launcher ended with it."""
        self._ended = ended
        self._gone.set()
        self._usages.put(ended.usage if ended else None)

    def tell_usage(self, usage: Usage) -> None:
        """Take note of what it has used."""
        self._usages.put(usage)

    def end(self, wait: bool) -> None:
        """Have the launcher kill it."""
        if not self._gone.is_set():
            self._ask(Kill(self._number))
            if wait:
                self._gone.wait(GONE_SECONDS)

    def ending(self) -> Lost:
        """Wait until it is gone; say how it ended."""
        self._gone.wait(GONE_SECONDS)
        if self._ended is None:
            return Lost(EndingKind.CRASHED, ending_words(None))
        why = EndingKind.TIMED_OUT if self._ended.is_late else EndingKind.CRASHED
        return Lost(why, self._ended.note or ending_words(self._ended.status))

    def watch(self, seconds: float) -> bool:
        """Have the launcher end it when it has used so much more processor time."""
        self._ask(Watch(self._number, seconds))
        return True

    def usage(self) -> Usage | None:
        """Ask the launcher what it has used so far; it watches its time no more."""
        if self._gone.is_set():
            return self._ended.usage if self._ended else None
        self._ask(Measure(self._number))
        with contextlib.suppress(queue.Empty):
            return self._usages.get(timeout=GONE_SECONDS)
        return None

    def _ask(self, request: Kill | Watch | Measure) -> None:
        with contextlib.suppress(OSError):
            self._control.sendall(line(request))
