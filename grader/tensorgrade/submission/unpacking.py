"""Read archives that strangers made: bounded, in memory, nothing extracted to disk, no link followed.

What comes out is files by their path inside the archive, with `/` between folders. Entries that are no plain files,
or whose names lead outside or cannot be worked with, are left out and told. An archive that is broken or unpacks to
too much is refused.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path, PurePosixPath

from tensorgrade.discovery import classes_in
from tensorgrade.submission import archives
from tensorgrade.submission.container import ENCRYPTED, ArchiveError, Container, Limits, Member, too_many, too_much
from tensorgrade.submission.opened_hints import is_hints_file
from tensorgrade.submission.plain_file import ReadingError, open_plain
from tensorgrade.text import fault_of_name, plain_line

FILE_LIMIT = 1 << 20
NOTEBOOK_LIMIT = 16 << 20
NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)  # and as browsers save one
LEFT_OUT_TOLD = 5
SIGNATURE = 8
OTHER_SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".lz", ".lz4", ".z", ".cab", ".dmg", ".iso", ".zipx", ".7z.001")
LIMITS = Limits()


@dataclass
class Unpacked:
    """The wanted files of an archive, the newest time of any of them, and what was left out and why.

    others: files that are not wanted. problems: the kinds of reasons.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    newest: datetime | None = None
    left_out: list[str] = field(default_factory=list)
    others: list[PurePosixPath] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)

    def tell(self, name: str, what: str) -> None:
        """Tell of an entry, as long as few were told of."""
        if len(self.left_out) < LEFT_OUT_TOLD:
            self.left_out.append(f"{name[:80]!r} {what}")


@cache
def containers() -> tuple[type[Container], ...]:
    """Return the kinds of archives that there are."""
    return tuple(classes_in(archives, Container))


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of archives that can be read."""
    return tuple(sorted(suffix for kind in containers() for suffix in kind.suffixes))


def is_archive(name: str) -> bool:
    """Say whether a file name is that of an archive that can be read."""
    return name.lower().endswith(suffixes())


def is_other_archive(name: str) -> bool:
    """Say whether a file name is that of an archive of a kind that is not read."""
    return not is_archive(name) and name.lower().endswith(OTHER_SUFFIXES)


def limit_of(name: str) -> int:
    """Return how many bytes a file may have; a notebook holds pictures, too."""
    return NOTEBOOK_LIMIT if NOTEBOOK.search(name) else FILE_LIMIT


def stem(name: str) -> str:
    """Return the name of an archive without its suffix."""
    suffix = max((suffix for suffix in suffixes() if name.lower().endswith(suffix)), key=len, default="")
    return name[: len(name) - len(suffix)]


@dataclass
class Allowance:
    """What may still come out of an archive and of those that lie in it."""

    limits: Limits
    entries: int = 0
    total: int = 0

    def count(self) -> None:
        """Count an entry. Raises ArchiveError beyond the bound."""
        self.entries += 1
        if self.entries > self.limits.entries:
            raise too_many(self.limits)

    def add(self, content: bytes) -> None:
        """Count what was read. Raises ArchiveError beyond the bound."""
        self.total += len(content)
        if self.total > self.limits.total:
            raise too_much(self.limits.total)


def unpack(path: Path, wanted: Callable[[PurePosixPath], bool], limits: Limits = LIMITS) -> Unpacked:
    """Read the wanted files of an archive, and of wanted archives that lie in it. Raises ArchiveError."""
    try:
        with open_plain(Path(os.path.realpath(path))) as file:
            if file.seek(0, io.SEEK_END) > limits.archive:
                raise ArchiveError(f"it is larger than {limits.archive >> 20} MiB")
            file.seek(0)
            unpacked = gather(members(path.name, file, limits), wanted, Allowance(limits))
    except ArchiveError:
        raise
    except ReadingError as error:
        raise ArchiveError(str(error)) from error
    except Exception as error:  # the readers raise whatever a damaged archive makes them stumble over
        raise ArchiveError(f"it cannot be read ({plain_line(str(error)) or type(error).__name__})") from error
    if unpacked.problems == {"is encrypted"} and not unpacked.files:
        raise ArchiveError(ENCRYPTED)
    return unpacked


def members(name: str, file: io.BufferedIOBase, limits: Limits) -> Iterator[Member]:
    """List the entries of an archive, of the kind that it is, whatever its name says."""
    start = file.read(SIGNATURE)
    file.seek(0)
    by_content = (kind for kind in containers() if start.startswith(kind.signatures))
    kind = next(by_content, None) or next(kind for kind in containers() if name.lower().endswith(kind.suffixes))
    return kind(limits).members(name.lower(), file)


def gather(
    entries: Iterator[Member],
    wanted: Callable[[PurePosixPath], bool],
    room: Allowance,
    inside: PurePosixPath | None = None,
) -> Unpacked:
    """Collect the wanted members, within the bounds; `inside` is the archive in an archive that they are of.

    Raises ArchiveError.
    """
    unpacked = Unpacked()
    for member in entries:
        room.count()
        path = PurePosixPath(member.name.replace("\\", "/"))
        problem = member.kind or fault_of_path(path, member.name)
        if not problem and not wanted(path):
            unpacked.others.append(path)
        elif not problem:
            if not is_archive(path.name):
                problem = with_member(unpacked, member, path, room)
            elif inside is None:
                problem = with_inner_archive(unpacked, member, path, wanted, room)
            else:
                problem = "is an archive in an archive in an archive"
        if problem:
            unpacked.problems.add(problem)
            unpacked.tell(member.name, f"{problem}: left out")
    return unpacked


def with_member(unpacked: Unpacked, member: Member, path: PurePosixPath, room: Allowance) -> str:
    """Add a file; gives the reason where it cannot be."""
    content = member.read(limit_of(path.name) + 1)
    room.add(content)
    if len(content) > limit_of(path.name):
        return f"is larger than {limit_of(path.name) >> 20} MiB"
    if str(path) in unpacked.files:
        unpacked.tell(member.name, "is there more than once: the last one counts")
    unpacked.files[str(path)] = content
    if not is_hints_file(path):  # a hint may be opened at any time
        unpacked.newest = newest(unpacked.newest, member.changed)
    return ""


def with_inner_archive(
    unpacked: Unpacked, member: Member, path: PurePosixPath, wanted: Callable[[PurePosixPath], bool], room: Allowance
) -> str:
    """Add what an archive in an archive holds, in a folder of its name; gives the reason where it cannot be.

    Raises ArchiveError where all of it is too much.
    """
    content = member.read(room.limits.total - room.total + 1)
    room.add(content)
    try:
        inner = gather(members(path.name, io.BytesIO(content), room.limits), wanted, room, path)
    except ArchiveError as error:
        if room.total > room.limits.total or room.entries > room.limits.entries:
            raise
        return str(error).removeprefix("it ")
    except Exception as error:  # as in `unpack`
        return f"cannot be read ({plain_line(str(error)) or type(error).__name__})"
    unpacked.files |= {str(path / name): file for name, file in inner.files.items()}
    unpacked.others += [path / other for other in inner.others]
    unpacked.newest = newest(unpacked.newest, inner.newest)
    unpacked.problems |= inner.problems
    for what in inner.left_out:
        unpacked.left_out.append(f"{path.name}: {what}")
    del unpacked.left_out[LEFT_OUT_TOLD:]
    return ""


def fault_of_path(path: PurePosixPath, name: str) -> str:
    """Say in a fragment why the name of an entry is none that can be worked with; empty where it can be."""
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "leads outside the archive"
    return "has no name" if not path.name else fault_of_name(str(path))


def newest(first: datetime | None, second: datetime | None) -> datetime | None:
    """Return the later of two times, as far as they are known."""
    return max(filter(None, (first, second)), default=None)
