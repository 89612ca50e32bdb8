"""What a worker writes, a piece at a time: its answers, and what its code prints.

Whoever waits for an answer reads both, so that no other thread has to be woken for each case. Where a system cannot
wait for several pipes at once (Windows), a thread reads each of them. Never more than a few pieces are held here.
"""

from __future__ import annotations

import os
import queue
import select
import threading
from typing import BinaryIO, NamedTuple, Protocol

PIECE_BYTES = 65_536  # what a pipe holds
PIECES_HELD = 16


class Piece(NamedTuple):
    """Some bytes of one of the two streams; none at its end."""

    is_answer: bool
    content: bytes


class Streams(Protocol):
    """The two streams of one worker."""

    def next(self, seconds: float) -> Piece | None:
        """Return what comes next; None where nothing comes within so many seconds."""

    def close(self) -> None:
        """Read no more."""


class Polled:
    """Both streams, read by whoever asks for what comes next: first what was printed, then an answer."""

    def __init__(self, answers: BinaryIO, output: BinaryIO) -> None:
        self._files = answers, output
        self._answers, self._output = answers.fileno(), output.fileno()
        self._poll = select.poll()
        for stream in self._files:
            self._poll.register(stream, select.POLLIN)

    def next(self, seconds: float) -> Piece | None:
        """Return what comes next; None where nothing comes within so many seconds."""
        ready = [descriptor for descriptor, _ in self._poll.poll(1000 * seconds)]
        if not ready:
            return None
        descriptor = self._output if self._output in ready else self._answers
        content = os.read(descriptor, PIECE_BYTES)
        if not content:
            self._poll.unregister(descriptor)
        return Piece(descriptor == self._answers, content)

    def close(self) -> None:
        """Close both."""
        for stream in self._files:
            stream.close()


class Pumped:
    """Both streams, each read by a thread of its own, which ends with it."""

    def __init__(self, answers: BinaryIO, output: BinaryIO) -> None:
        self._pieces: queue.Queue[Piece] = queue.Queue(PIECES_HELD)
        self._is_closed = False
        for stream in (answers, output):
            threading.Thread(target=self._pump, args=(stream, stream is answers), daemon=True).start()

    def next(self, seconds: float) -> Piece | None:
        """Return what comes next; None where nothing comes within so many seconds."""
        try:
            return self._pieces.get(timeout=seconds)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Have the threads close their streams."""
        self._is_closed = True
        while self.next(0.0):
            continue

    def _pump(self, stream: BinaryIO, is_answer: bool) -> None:
        with stream:
            while not self._is_closed:
                content = os.read(stream.fileno(), PIECE_BYTES)
                self._pieces.put(Piece(is_answer, content))
                if not content:
                    return


def streams_of(answers: BinaryIO, output: BinaryIO) -> Streams:
    """Return the streams of a worker as this system can read them."""
    return Polled(answers, output) if hasattr(select, "poll") else Pumped(answers, output)
