"""Files that a user asked for: checked before the work begins, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from tensorgrade.exits import InputError

DEFAULT_REPORT = Path("grade-report.html")
UNFINISHED = ".grade-"


class WritingError(InputError):
    """A file cannot be written; the message is one sentence for the user."""


def check_writable(path: Path) -> None:
    """Raise WritingError when `path` can surely not be written."""
    if path.is_dir():
        raise WritingError(f"{path} is a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise WritingError(f"there is no folder {path.absolute().parent} to write {path.name} in")
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=UNFINISHED):
            pass
    except OSError as error:
        raise WritingError(f"{path} cannot be written: {error.strerror}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it, so that it is never seen half written. Raises WritingError."""
    name = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=UNFINISHED, delete=False) as file:
            name = file.name
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise WritingError(f"{path} cannot be written: {error.strerror}") from error


def with_plain_ends(content: bytes) -> bytes:
    """Return a text whose lines end as everywhere but on Windows, to be compared."""
    return content.replace(b"\r\n", b"\n")


def clear_unfinished(folder: Path) -> None:
    """Remove what a process that was killed while it wrote has left in a folder that no other one writes in."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            path.unlink()
