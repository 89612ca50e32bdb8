"""Files that a user asked for: checked before the work begins, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.faults import InputError

DEFAULT_REPORT = Path("grade-report.html")


class WritingError(InputError):
    """A file cannot be written; the message is one sentence for the user."""


def check_writable(path: Path) -> None:
    """Raise WritingError when `path` can surely not be written."""
    if path.is_dir():
        raise WritingError(f"{path} is a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise WritingError(f"there is no folder {path.absolute().parent} to write {path.name} in")
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=".grade-"):
            pass
    except OSError as error:
        raise WritingError(f"{path} cannot be written: {error.strerror}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it, so that it is never seen half written. Raises WritingError."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=".grade-", delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    except OSError as error:
        raise WritingError(f"{path} cannot be written: {error.strerror}") from error
