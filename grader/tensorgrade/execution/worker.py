"""The trusted end of one worker: ask it one thing at a time, measure what that took, and end it.

Reads only bounded frames and bounded output.
"""

from __future__ import annotations

import contextlib
import secrets
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tensorgrade.execution.streams import streams_of
from tensorgrade.execution.time import GRACE_SECONDS, Spent, wall
from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import Exchange, ImportExercise, RunCase, ShowExpression, Subject, Usage, line

OUTPUT_LIMIT = 1 << 20
OUTPUT_KEPT = 4_000
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
        self._streams = streams_of(answers, output)
        self._asked = b""
        self._came = bytearray()
        self._written = 0
        self._printed = bytearray()
        self._usage = Usage()
        self.elapsed = 0.0
        self.served = 0

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
        self._asked, begin = b"", time.monotonic()
        event = self._next(0.0)
        if event is None:
            self._asked, self._written = secrets.token_bytes(frames.NONCE_BYTES), 0
            self._printed.clear()
            self._send(line(command(self._asked, name)))
            event = self._wait(seconds)
        if isinstance(event, Lost):
            self.end()
        self.elapsed += time.monotonic() - begin
        return event

    def _wait(self, seconds: float) -> Answer | Lost:
        if event := self._next(min(PATIENCE, seconds)):
            return event
        allowed = seconds + GRACE_SECONDS
        most = wall(seconds) if self._process.watch(allowed) else allowed
        late = Lost(EndingKind.TIMED_OUT, f"no answer within {most:g} s", is_silent=True)
        return self._next(max(0.0, most - PATIENCE)) or late

    def _next(self, seconds: float) -> Answer | Lost | None:
        """Return what comes within so many seconds, whether it was asked for or not; notes what is printed."""
        due = time.monotonic() + seconds
        try:
            while (frame := frames.next_frame(self._came)) is None:
                piece = self._streams.next(max(0.0, due - time.monotonic()))
                if piece is None:
                    return None
                if not piece.is_answer:
                    self._note(piece.content)
                elif piece.content:
                    self._came += piece.content
                elif self._came:
                    return Lost(EndingKind.UNREADABLE, frames.CUT_SHORT)
                else:
                    return self._process.ending()
                if self._written > OUTPUT_LIMIT:
                    return Lost(EndingKind.TOO_MUCH_OUTPUT, f"more than {OUTPUT_LIMIT >> 20} MiB were printed")
        except frames.FrameError as error:
            return Lost(EndingKind.UNREADABLE, str(error))
        nonce, record, arrays = frame
        if nonce != self._asked:
            return Lost(EndingKind.UNREADABLE, "an answer came that was not asked for")
        return Answer(record, arrays)

    def _note(self, text: bytes) -> None:
        """Note what was printed."""
        self._written += len(text)
        self._printed += text
        del self._printed[:-OUTPUT_KEPT]

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
        return bytes(self._printed).decode("utf-8", "replace")

    def end(self, wait: bool = True) -> None:
        """End the process, and read no more of it. wait: until it is gone."""
        with contextlib.suppress(OSError):
            self._commands.close()
        self._process.end(wait)
        self._streams.close()

    def _send(self, text: bytes) -> None:
        try:
            self._commands.write(text)
            self._commands.flush()
        except (OSError, ValueError):
            pass  # the worker is gone; the end of its answers tells


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
