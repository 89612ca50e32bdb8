"""What all kinds of archives have in common: their entries, the bounds on them, the class that each kind is.

A kind is a file in submission/archives/ with a class of its own; it is found by being there.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

CHUNK = 1 << 20
ENCRYPTED = "it is encrypted; pack it again without a password"


class ArchiveError(Exception):
    """An archive cannot be read; the message is one fragment for the user."""


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold, in bytes but for `entries`.

    archive: the file itself. total: what is wanted of it. stream: what a compressed stream unpacks to. listing: of a
    zip, whose list of entries is read at once. header, headers: of a tar, what stands before one entry, and before all.
    """

    entries: int = 20_000
    archive: int = 256 << 20
    total: int = 64 << 20
    stream: int = 256 << 20
    listing: int = 32 << 20
    header: int = 4 << 10
    headers: int = 2 << 20


@dataclass(frozen=True)
class Member:
    """One entry. `kind` says what it is when it is no file that can be read; `read` gives at most so many bytes."""

    name: str
    kind: str
    changed: datetime | None
    read: Callable[[int], bytes]


class Container:
    """One kind of archive, known by its suffixes, in small letters, and by what its files begin with."""

    suffixes: ClassVar[tuple[str, ...]]
    signatures: ClassVar[tuple[bytes, ...]] = ()

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def members(self, name: str, file: io.BufferedIOBase) -> Iterator[Member]:
        """List the entries of an archive, folders left out.

        Raises ArchiveError, and whatever a damaged archive makes the reader stumble over.
        """
        raise NotImplementedError


def time_of(make: Callable[..., datetime], *parts: object) -> datetime | None:
    """Return a time as local time; None where the archive holds none that there can be."""
    try:
        return make(*parts).astimezone()
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def too_many(limits: Limits) -> ArchiveError:
    """Return what is said of an archive of too many entries."""
    return ArchiveError(f"it has more than {limits.entries} entries")


def too_much(size: int) -> ArchiveError:
    """Return what is said of an archive that unpacks to more than `size`."""
    return ArchiveError(f"it unpacks to more than {size >> 20} MiB")
