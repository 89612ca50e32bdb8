"""Single keys from the terminal, as they are pressed."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator

POLL_SECONDS = 0.2


@contextlib.contextmanager
def keys_to(heard: Callable[[str], None]) -> Iterator[bool]:
    """Call `heard` with each key that is pressed, from a thread; gives whether there is a keyboard."""
    if not sys.stdin.isatty():
        yield False
        return
    stop = threading.Event()
    with single_keys() as read:
        thread = threading.Thread(target=listen, args=(read, heard, stop), daemon=True)
        thread.start()
        try:
            yield True
        finally:
            stop.set()
            thread.join()


def listen(read: Callable[[], str], heard: Callable[[str], None], stop: threading.Event) -> None:
    """Pass keys on until `stop` is set."""
    while not stop.is_set():
        if key := read():
            heard(key)


@contextlib.contextmanager
def single_keys() -> Iterator[Callable[[], str]]:
    """Have the terminal give keys without Enter and without showing them; gives what reads one, "" where none came."""
    if sys.platform == "win32":
        yield read_windows
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield lambda: read_posix(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def read_posix(descriptor: int) -> str:
    """Wait a little for a key."""
    ready, _, _ = select.select([descriptor], [], [], POLL_SECONDS)
    return os.read(descriptor, 1).decode("ascii", "ignore") if ready else ""


def read_windows() -> str:
    """Wait a little for a key."""
    import msvcrt
    import time

    if not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        time.sleep(POLL_SECONDS)
        return ""
    return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
