"""The trusted end of one worker: ask it one thing at a time, measure what that took, and end it.

Reads only bounded frames and bounded output.
"""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tensorgrade.execution.time import GRACE_SECONDS, Spent, wall
from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import Exchange, ImportExercise, RunCase, ShowExpression, Subject, Usage, line

OUTPUT_LIMIT = 1 << 20
OUTPUT_KEPT = 4_000
CAN_PEEK = hasattr(select, "poll")  # not on Windows
PATIENCE = 0.25  # what takes longer is watched


Ask = Callable[[bytes, str], ImportExercise | RunCase | ShowExpression]  # makes a command of a nonce and a name


@dataclass(frozen=True)
class Answer:
    """The frame that answered a command, undecoded."""

    record: bytes
    arrays: bytes


@dataclass(frozen=True)
class Lost:
    """No answer: why, and one fragment about it. The worker is gone.

    is_silent: whether nothing came in all the time that there was, though it used no more of the processor than it may.
    """

    why: EndingKind
    note: str
    is_silent: bool = False


class Worker:
    """One worker process, driven one command at a time. served: how many subjects it had before."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO, output: BinaryIO, process: Process) -> None:
        self._commands = commands
        self._process = process
        self._events: queue.SimpleQueue[Answer | Lost] = queue.SimpleQueue()
        self._asked = b""
        self._written = 0
        self._printed = bytearray()
        self._output = output
        self._output_ended = False
        self._reading = threading.Lock()
        self._usage = Usage()
        self.elapsed = 0.0
        self.served = 0
        threading.Thread(target=self._read_answers, args=(answers,), daemon=True).start()
        threading.Thread(target=self._read_output, daemon=True).start()

    def begin(self, subject: Subject) -> None:
        """Send the subject; nothing answers."""
        self._send(line(subject))

    def exchange(self, subject: Subject) -> None:
        """Put another subject in the place of the one that it had; nothing answers."""
        self.served += 1
        self._send(line(Exchange(subject)))

    def ask(self, command: Ask, name: str, seconds: float) -> Answer | Lost:
        """Send one command and wait for its answer; after a Lost the worker is ended.

        It may use `seconds` of processor time and take longer than that, or `seconds` where nobody counts what it uses;
        in both cases a little more, in which it may end by itself.
        """
        self._asked = secrets.token_bytes(frames.NONCE_BYTES)
        self._catch_up()
        self._written = 0
        self._printed.clear()
        begin = time.monotonic()
        self._send(line(command(self._asked, name)))
        event = self._wait(seconds)
        if isinstance(event, Lost):
            self.end()
        self.elapsed += time.monotonic() - begin
        return event

    def _wait(self, seconds: float) -> Answer | Lost:
        with contextlib.suppress(queue.Empty):
            return self._events.get(timeout=min(PATIENCE, seconds))
        allowed = seconds + GRACE_SECONDS
        most = wall(seconds) if self._process.watch(allowed) else allowed
        with contextlib.suppress(queue.Empty):
            return self._events.get(timeout=max(0.0, most - PATIENCE))
        return Lost(EndingKind.TIMED_OUT, f"no answer within {most:g} s", is_silent=True)

    def measure(self) -> Spent:
        """Return what the commands since the last measurement took; its time is watched no more."""
        elapsed, self.elapsed = self.elapsed, 0.0
        usage = self._process.usage()
        if usage is None:
            return Spent(elapsed)
        before, self._usage = self._usage, usage
        return Spent(elapsed, usage.processor - before.processor, usage.waited - before.waited, usage.own - before.own)

    @property
    def printed(self) -> str:
        """The end of what the code printed since the last command, all that it wrote before it answered."""
        self._catch_up()
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
                        self._events.put(Lost(EndingKind.UNREADABLE, "an answer came that was not asked for"))
                        return  # reads no more: whoever writes without being asked must not fill this process
                    self._asked = b""
                    self._events.put(Answer(record, arrays))
            except frames.FrameError as error:
                self._events.put(Lost(EndingKind.UNREADABLE, str(error)))
        self._events.put(self._process.ending())

    def _read_output(self) -> None:
        with self._output:
            while not self._output_ended:
                if CAN_PEEK:
                    is_readable(self._output)
                    self._catch_up()
                else:
                    self._take_output()

    def _catch_up(self) -> None:
        """Read what was written until now, where the system tells whether there is anything."""
        if not CAN_PEEK:
            return
        with self._reading:
            while not self._output_ended and is_readable(self._output, 0):
                self._take_output()

    def _take_output(self) -> None:
        chunk = os.read(self._output.fileno(), 65_536)
        self._written += len(chunk)
        self._printed += chunk
        del self._printed[:-OUTPUT_KEPT]
        if self._written > OUTPUT_LIMIT:
            self._events.put(Lost(EndingKind.TOO_MUCH_OUTPUT, f"more than {OUTPUT_LIMIT >> 20} MiB were printed"))
        self._output_ended = not chunk or self._written > OUTPUT_LIMIT


def is_readable(stream: BinaryIO, milliseconds: int | None = None) -> bool:
    """Say whether something can be read from a pipe, or wait until it can."""
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return bool(poll.poll(milliseconds))


class Process(Protocol):
    """How a worker's process is ended, and how it ended by itself."""

    def end(self, wait: bool) -> None:
        """Kill it; with `wait`, wait until it is gone."""

    def ending(self) -> Lost:
        """Wait until it is gone; say how it ended."""

    def watch(self, seconds: float) -> bool:
        """End it when it has used so much more processor time; False where nobody counts that."""

    def usage(self) -> Usage | None:
        """Return what it has used so far, and watch its time no more; None where nobody counts."""


def ending_words(status: int | None) -> str:
    """Say how a process ended, from its exit code or minus its signal."""
    if status is None:
        return "the process ended"
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"the process was ended by {signal.Signals(-status).name}"
        return f"the process was ended by signal {-status}"
    return f"the process exited with status {status}"
