"""The trusted end of one worker: ask it one thing at a time, and end it.

Reads only bounded frames and bounded output.
"""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import shutil
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from grader import frames
from grader.protocol import ImportExercise, Kill, RunCase, Subject, line

OUTPUT_LIMIT = 1 << 20
OUTPUT_KEPT = 4_000
GONE_SECONDS = 10.0

Loss = Literal["timed-out", "crashed", "too-much-output", "unreadable"]


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


class Forked:
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


class Spawned:
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
