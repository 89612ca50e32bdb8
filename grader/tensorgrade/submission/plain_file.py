"""Read a file that a stranger made: a plain file and nothing else, through no link, no more than a limit of bytes.

A link, a pipe, a socket, a device or what may not be read is told as what it is, in one fragment for the user. Nothing
but a plain file is ever opened, for opening alone can wait for ever, or do something.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

OPENING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
LEADS_OUT = "it is a link that leads out of the submission"
KINDS = (
    (stat.S_ISDIR, "it is a folder and not a file"),
    (stat.S_ISFIFO, "it is a named pipe and not a file"),
    (stat.S_ISSOCK, "it is a socket and not a file"),
    (stat.S_ISCHR, "it is a device and not a file"),
    (stat.S_ISBLK, "it is a device and not a file"),
)


class ReadingError(Exception):
    """A file cannot be read; the message is one fragment for the user."""


def open_plain(path: Path) -> io.BufferedReader:
    """Open a plain file; of a link it is told where it leads. Raises ReadingError."""
    try:
        if told := fault_at(path) or fault_of_kind(os.lstat(path)):
            raise ReadingError(told)
        file = os.fdopen(os.open(path, OPENING), "rb")
    except (OSError, ValueError) as error:
        raise ReadingError(fault_of_error(error)) from error
    if told := fault_of_kind(os.fstat(file.fileno())):  # it may have been another a moment ago
        file.close()
        raise ReadingError(told)
    return file


def read_plain(path: Path, limit: int) -> bytes:
    """Read a plain file of at most `limit` bytes. Raises ReadingError."""
    with open_plain(path) as file:
        try:
            content = file.read(limit + 1) if os.fstat(file.fileno()).st_size <= limit else bytes(limit + 1)
        except OSError as error:
            raise ReadingError(fault_of_error(error)) from error
    if len(content) > limit:
        raise ReadingError(f"it is larger than {limit >> 20} MiB")
    return content


def read_plain_within(root: Path, path: Path, limit: int) -> bytes:
    """Read a plain file, or a link to one that lies in `root`, too. Raises ReadingError."""
    if not path.is_symlink():
        return read_plain(path, limit)
    target = os.path.realpath(path)
    if not Path(target).is_relative_to(os.path.realpath(root)):
        raise ReadingError(LEADS_OUT)
    try:
        return read_plain(Path(os.path.realpath(path, strict=True)), limit)
    except OSError as error:
        raise ReadingError(fault_of_link(error)) from error


def fault_at(path: Path) -> str:
    """Say in a fragment what stands at a path that is no plain file and no folder; empty for these."""
    try:
        found = os.lstat(path)
        if stat.S_ISDIR(found.st_mode):
            return ""
        if not stat.S_ISLNK(found.st_mode):
            return fault_of_kind(found)
    except (OSError, ValueError) as error:
        return fault_of_error(error)
    try:
        os.path.realpath(path, strict=True)
    except OSError as error:
        return fault_of_link(error)
    return LEADS_OUT


def fault_of_link(error: OSError) -> str:
    """Say why a link leads nowhere."""
    if error.errno == errno.ELOOP:
        return "it is a link that leads to itself"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "it is a link to something that is not there"
    return f"it is a link that cannot be followed ({error.strerror})"


def fault_of_kind(found: os.stat_result) -> str:
    """Say in a fragment what it is that is no plain file; empty for one."""
    if stat.S_ISREG(found.st_mode):
        return ""
    if stat.S_ISLNK(found.st_mode):
        return "it is a link"
    return next((told for is_kind, told in KINDS if is_kind(found.st_mode)), "it is no plain file")


def fault_of_error(error: OSError | ValueError) -> str:
    """Say in a fragment why the system does not give a file."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"it cannot be read ({reason or type(error).__name__})"
