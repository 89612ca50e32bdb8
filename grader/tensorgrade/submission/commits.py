"""The last commits of a repository that a stranger made, read from its files.

In goes a folder with a .git in it, out come the commits that HEAD leads to: who wrote each and when. No git is run and
no setting of the repository is looked at, for git runs commands that a repository's own config names. No library for
repositories is used either: such a library follows links, `gitdir:` files and alternates out of the folder, and unpacks
objects as large as they say they are. Here no link is followed, every read has a limit, and of the formats only those
are read that git writes by default: loose objects and packs of version 2, named by SHA-1.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tensorgrade.submission.plain_file import ReadingError, open_plain, read_plain

OBJECT_LIMIT = 1 << 20
PACKED_REFS_LIMIT = 16 << 20
PACKS_LIMIT = 200
COMMITS_LIMIT = 500
STEPS_LIMIT = 50  # of references to references, of differences to differences
CHUNK = 1 << 16
OBJECT_NAME = re.compile(rb"[0-9a-f]{40}")
INDEX_BEGINNING = b"\xfftOc\0\0\0\2"
NAMES_AT = len(INDEX_BEGINNING) + 256 * 4  # in an index, behind the count of names up to each first byte
OFFSET_DELTA, NAMED_DELTA = 6, 7


class RepositoryError(Exception):
    """A repository is none that is read here."""


@dataclass(frozen=True)
class Person:
    """Who wrote or made a commit, and when."""

    name: str
    email: str
    time: datetime


@dataclass(frozen=True)
class Commit:
    """Who wrote a commit and when, and when it was committed; `parent` is the first one's name, empty at the root."""

    author: str
    email: str
    written: datetime
    committed: datetime
    parent: bytes = b""


def last_commits(repository: Path) -> list[Commit]:
    """Return the commits from HEAD back along first parents, as far as they can be read, at most a bound of them."""
    commits: list[Commit] = []
    try:
        git = below(repository, ".git")
        name = head(git)
        while name and len(commits) < COMMITS_LIMIT:
            commits.append(commit_in(content_of(git, name, STEPS_LIMIT)))
            name = commits[-1].parent
    except Exception:  # each of these steps stumbles over a damaged repository in its own way
        return commits
    return commits


def commit_in(content: bytes) -> Commit:
    """Read a commit. Raises RepositoryError, and ValueError where it holds no time that there can be."""
    header = content.partition(b"\n\n")[0].split(b"\n")
    author, committer = (person_in(line_of(header, word)) for word in (b"author ", b"committer "))
    parent = next((line[7:] for line in header if line.startswith(b"parent ")), b"")
    if parent and not OBJECT_NAME.fullmatch(parent):
        raise RepositoryError("its parent is no commit")
    return Commit(author.name, author.email, author.time, committer.time, parent)


def line_of(header: Sequence[bytes], word: bytes) -> bytes:
    """Return what stands behind a word of a header; empty where it is not there."""
    return next((line[len(word) :] for line in header if line.startswith(word)), b"")


def person_in(line: bytes) -> Person:
    """Read who did something and when. Raises RepositoryError, and ValueError where there is no such time."""
    who, _, when = line.rpartition(b">")
    name, bracket, email = who.partition(b"<")
    if not bracket or not when.strip():
        raise RepositoryError("it is no commit")
    time = datetime.fromtimestamp(int(when.split()[0]), UTC).astimezone()
    return Person(name.decode("utf-8", "replace").strip(), email.decode("utf-8", "replace").strip(), time)


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


def head(git: Path) -> bytes:
    """Return the name of the object that HEAD refers to."""
    found = read_plain(git / "HEAD", OBJECT_LIMIT).strip()
    for _ in range(STEPS_LIMIT):
        if OBJECT_NAME.fullmatch(found):
            return found
        if not found.startswith(b"ref: refs/"):
            break
        found = reference(git, found.removeprefix(b"ref: "))
    raise RepositoryError("HEAD refers to nothing")


def reference(git: Path, name: bytes) -> bytes:
    """Return what a reference holds: its own file, else its line among the packed ones."""
    *folders, last = map(plain_part, os.fsdecode(name).split("/"))
    try:
        return read_plain(below(git, *folders) / last, OBJECT_LIMIT).strip()
    except (OSError, ReadingError):
        lines = read_plain(git / "packed-refs", PACKED_REFS_LIMIT).split(b"\n")
    return next(line[:40] for line in lines if line[40:] == b" " + name)


def content_of(git: Path, name: bytes, steps: int) -> bytes:
    """Return what an object holds, loose or packed, by at most so many steps."""
    objects, digits = below(git, "objects"), name.decode("ascii")
    try:
        loose = read_plain(below(objects, digits[:2]) / digits[2:], OBJECT_LIMIT)
    except (OSError, ReadingError):
        return packed(git, bytes.fromhex(digits), steps)
    return zlib.decompressobj().decompress(loose, OBJECT_LIMIT).partition(b"\0")[2]


def packed(git: Path, name: bytes, steps: int) -> bytes:
    """Return what a packed object holds."""
    folder = below(git, "objects", "pack")
    with os.scandir(folder) as entries:
        packs = sorted(entry.name for entry in islice(entries, 4 * PACKS_LIMIT) if entry.name.endswith(".idx"))
    for index in packs[:PACKS_LIMIT]:
        with open_plain(folder / index) as file:
            offset = offset_in(file, name)
        if offset is not None:
            with open_plain(folder / f"{index.removesuffix('.idx')}.pack") as pack:
                return unpacked(git, pack, offset, steps)
    raise RepositoryError("there is no such object")


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


def unpacked(git: Path, pack: BinaryIO, offset: int, steps: int) -> bytes:
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
        difference = inflated(pack, size)
        if not 0 < back <= offset:
            raise RepositoryError("it is a difference to nothing")
        return applied(unpacked(git, pack, offset - back, steps - 1), difference)
    if kind == NAMED_DELTA:
        base = pack.read(20).hex().encode("ascii")
        difference = inflated(pack, size)
        return applied(content_of(git, base, steps - 1), difference)
    return inflated(pack, size)


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


def inflated(pack: BinaryIO, size: int) -> bytes:
    """Unpack an object that says how large it is."""
    if size > OBJECT_LIMIT:
        raise RepositoryError("an object is too large")
    reader, content = zlib.decompressobj(), bytearray()
    while len(content) < size:
        chunk = reader.unconsumed_tail or pack.read(CHUNK)
        more = reader.decompress(chunk, size - len(content))
        if not chunk or (reader.eof and not more):
            raise RepositoryError("an object is shorter than it says")
        content += more
    return bytes(content)


def applied(base: bytes, difference: bytes) -> bytes:
    """Make an object from its base and the difference to it: pieces of the base, and new ones."""
    stream = iter(difference)
    if number_in(stream) != len(base):
        raise RepositoryError("a difference is to another base")
    size, content = number_in(stream), bytearray()
    if size > OBJECT_LIMIT:
        raise RepositoryError("an object is too large")
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
