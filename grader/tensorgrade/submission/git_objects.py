"""The objects of a repository that a stranger made, read from its files.

In goes a .git and the name of an object, out comes what it holds. No git is run and no setting of the repository is
looked at, for git runs commands that a repository's own config names. No library for repositories is used either: such
a library follows links, `gitdir:` files and alternates out of the folder, and unpacks objects as large as they say they
are. Here no link is followed, every read has a limit, and of the formats only those are read that git writes by
default: loose objects and packs of version 2, named by SHA-1.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tensorgrade.submission.plain_file import ReadingError, open_plain

OBJECT_LIMIT = 1 << 20
DIFFERENCES_LIMIT = 64 << 20  # of one repository
PACKS_LIMIT = 200
STEPS_LIMIT = 50  # of references to references, of differences to differences
HEADER_LIMIT = 64
CHUNK = 1 << 16
OBJECT_NAME = re.compile(rb"[0-9a-f]{40}")
INDEX_BEGINNING = b"\xfftOc\0\0\0\2"
NAMES_AT = len(INDEX_BEGINNING) + 256 * 4  # in an index, behind the count of names up to each first byte
OFFSET_DELTA, NAMED_DELTA = 6, 7


class RepositoryError(Exception):
    """A repository is none that is read here."""


class TooLargeError(RepositoryError):
    """An object is larger than it may be."""


class GitObjects:
    """The objects of one repository; all that is read of it together is bounded, too."""

    def __init__(self, git: Path) -> None:
        """`git` is the repository's .git."""
        self._git = git
        self._room = DIFFERENCES_LIMIT

    def content(self, name: bytes, limit: int = OBJECT_LIMIT, steps: int = STEPS_LIMIT) -> bytes:
        """Return what an object holds, loose or packed, by at most so many steps. Raises TooLargeError.

        Of a loose one that is larger than the limit the beginning is returned.
        """
        if not OBJECT_NAME.fullmatch(name):
            raise RepositoryError("it is no name of an object")
        objects, digits = below(self._git, "objects"), name.decode("ascii")
        try:
            with open_plain(below(objects, digits[:2]) / digits[2:]) as file:
                loose = file.read(limit + CHUNK)
        except (OSError, ReadingError):
            return self.packed(bytes.fromhex(digits), limit, steps)
        return zlib.decompressobj().decompress(loose, limit + HEADER_LIMIT).partition(b"\0")[2][:limit]

    def packed(self, name: bytes, limit: int, steps: int) -> bytes:
        """Return what a packed object holds."""
        folder = below(self._git, "objects", "pack")
        with os.scandir(folder) as entries:
            packs = sorted(entry.name for entry in islice(entries, 4 * PACKS_LIMIT) if entry.name.endswith(".idx"))
        for index in packs[:PACKS_LIMIT]:
            with open_plain(folder / index) as file:
                offset = offset_in(file, name)
            if offset is not None:
                with open_plain(folder / f"{index.removesuffix('.idx')}.pack") as pack:
                    return self.unpacked(pack, offset, limit, steps)
        raise RepositoryError("there is no such object")

    def unpacked(self, pack: BinaryIO, offset: int, limit: int, steps: int) -> bytes:
        """Return what the object at an offset of a pack holds."""
        if steps <= 0:
            raise RepositoryError("it is a difference to too many others")
        pack.seek(offset)
        first = pack.read(1)[0]
        kind, size = first >> 4 & 7, first & 15
        if first >> 7:
            size |= number_in(iter(lambda: pack.read(1)[0], None)) << 4
        if kind == OFFSET_DELTA:
            back = distance_in(pack)
            difference = self.difference(pack, size)
            if not 0 < back <= offset:
                raise RepositoryError("it is a difference to nothing")
            return applied(self.unpacked(pack, offset - back, limit, steps - 1), difference, limit)
        if kind == NAMED_DELTA:
            base = pack.read(20).hex().encode("ascii")
            difference = self.difference(pack, size)
            return applied(self.content(base, limit, steps - 1), difference, limit)
        return inflated(pack, size, limit)

    def difference(self, pack: BinaryIO, size: int) -> bytes:
        """Unpack a difference, for which time is needed by its size. Raises RepositoryError beyond the bound."""
        self._room -= size
        if self._room < 0:
            raise RepositoryError("it holds too many differences")
        return inflated(pack, size)


def below(folder: Path, *names: str) -> Path:
    """Go down folder by folder. Raises RepositoryError where that is not down, or no folder: a link is none."""
    for name in names:
        folder /= plain_part(name)
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise RepositoryError(f"{folder} is no folder")
    return folder


def plain_part(name: str) -> str:
    """Return the name of one file or folder. Raises RepositoryError for a path."""
    if name in ("", ".", "..") or os.path.basename(name) != name or os.path.splitdrive(name)[0]:
        raise RepositoryError(f"{name!r} leads elsewhere")
    return name


def offset_in(index: BinaryIO, name: bytes) -> int | None:
    """Look an object up in the index of a pack."""
    if index.read(len(INDEX_BEGINNING)) != INDEX_BEGINNING:
        raise RepositoryError("the index is of another version")
    counts = struct.unpack(">256I", index.read(256 * 4))
    low, high, total = counts[name[0] - 1] if name[0] else 0, counts[name[0]], counts[-1]
    while low < high:
        middle = (low + high) // 2
        index.seek(NAMES_AT + 20 * middle)
        found = index.read(20)
        if found == name:
            index.seek(NAMES_AT + 24 * total + 4 * middle)
            offset: int = struct.unpack(">I", index.read(4))[0]
            if offset >> 31:
                index.seek(NAMES_AT + 28 * total + 8 * (offset & 0x7FFFFFFF))
                offset = struct.unpack(">Q", index.read(8))[0]
            return offset
        low, high = (middle + 1, high) if found < name else (low, middle)
    return None


def number_in(stream: Iterator[int]) -> int:
    """Read a number of seven bits a byte, the lowest first."""
    value = 0
    for place, byte in enumerate(islice(stream, 9)):
        value |= (byte & 127) << 7 * place
        if not byte >> 7:
            return value
    raise RepositoryError("a number is too long")


def distance_in(pack: BinaryIO) -> int:
    """Read how far back the base of a difference lies."""
    byte = pack.read(1)[0]
    value = byte & 127
    for _ in range(9):
        if not byte >> 7:
            return value
        byte = pack.read(1)[0]
        value = (value + 1 << 7) | byte & 127
    raise RepositoryError("a number is too long")


def inflated(pack: BinaryIO, size: int, limit: int = OBJECT_LIMIT) -> bytes:
    """Unpack an object that says how large it is. Raises TooLargeError."""
    if size > limit:
        raise TooLargeError("an object is too large")
    reader, content = zlib.decompressobj(), bytearray()
    while len(content) < size:
        chunk = reader.unconsumed_tail or pack.read(CHUNK)
        more = reader.decompress(chunk, size - len(content))
        if not chunk or (reader.eof and not more):
            raise RepositoryError("an object is shorter than it says")
        content += more
    return bytes(content)


def applied(base: bytes, difference: bytes, limit: int = OBJECT_LIMIT) -> bytes:
    """Make an object from its base and the difference to it: pieces of the base, and new ones. Raises TooLargeError."""
    stream = iter(difference)
    if number_in(stream) != len(base):
        raise RepositoryError("a difference is to another base")
    size, content = number_in(stream), bytearray()
    if size > limit:
        raise TooLargeError("an object is too large")
    for byte in stream:
        if byte >> 7:
            start = sum(next(stream) << 8 * place for place in range(4) if byte >> place & 1)
            length = sum(next(stream) << 8 * place for place in range(3) if byte >> 4 + place & 1) or 0x10000
            content += base[start : start + length]
        else:
            content += bytes(islice(stream, byte))
        if not byte or len(content) > size:
            raise RepositoryError("a difference holds something else")
    return bytes(content)
