"""Read zip and tar archives that strangers made: bounded, in memory, nothing extracted to disk, no link followed.

What comes out is files by their path inside the archive, with `/` between folders. Entries that are no plain files,
or whose names lead outside, are left out and told. An archive that is broken or unpacks to too much is refused.
"""

from __future__ import annotations

import bz2
import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

ENTRIES_LIMIT = 20_000
FILE_LIMIT = 1 << 20
NOTEBOOK_LIMIT = 16 << 20
TOTAL_LIMIT = 64 << 20
STREAM_LIMIT = 256 << 20
ARCHIVE_LIMIT = 256 << 20
LEFT_OUT_TOLD = 5
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2")
SUFFIXES = (".zip", *TAR_SUFFIXES)
# Methods whose decoders take no memory that the archive itself chooses.
ZIP_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
ENTRY_SIGNATURE = b"PK\x01\x02"
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class ArchiveError(Exception):
    """An archive cannot be read; the message is one fragment for the user."""


@dataclass
class Unpacked:
    """The wanted files of an archive, the newest time of any of them, and what was left out and why."""

    files: dict[str, bytes] = field(default_factory=dict)
    newest: datetime | None = None
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Member:
    """One entry. `kind` says what it is when it is no file that can be read; `read` gives at most so many bytes."""

    name: str
    kind: str
    changed: datetime | None
    read: Callable[[int], bytes]


def is_archive(name: str) -> bool:
    """Say whether a file name is that of an archive that can be read."""
    return name.lower().endswith(SUFFIXES)


def limit_of(name: str) -> int:
    """Return how many bytes a file may have; a notebook holds pictures, too."""
    return NOTEBOOK_LIMIT if name.endswith(".ipynb") else FILE_LIMIT


def stem(name: str) -> str:
    """Return the name of an archive without its suffix."""
    suffix = max((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), key=len, default="")
    return name[: len(name) - len(suffix)]


def unpack(path: Path, wanted: Callable[[PurePosixPath], bool]) -> Unpacked:
    """Read the wanted files of an archive. Raises ArchiveError."""
    try:
        if path.stat().st_size > ARCHIVE_LIMIT:
            raise ArchiveError(f"it is larger than {ARCHIVE_LIMIT >> 20} MiB")
        return gather(members(path.name.lower(), path.read_bytes()), wanted)
    except BROKEN as error:
        raise ArchiveError(f"it cannot be read ({str(error) or type(error).__name__})") from error


def gather(entries: Iterator[Member], wanted: Callable[[PurePosixPath], bool]) -> Unpacked:
    """Collect the wanted members, within the caps. Raises ArchiveError."""
    found = Unpacked()
    total = 0
    for count, member in enumerate(entries):
        if count >= ENTRIES_LIMIT:
            raise ArchiveError(f"it has more than {ENTRIES_LIMIT} entries")
        path = PurePosixPath(member.name.replace("\\", "/"))
        problem = member.kind
        if path.is_absolute() or ".." in path.parts or member.name[1:2] == ":":
            problem = "leads outside the archive"
        elif not problem and wanted(path):
            content = member.read(limit_of(path.name) + 1)
            total += len(content)
            if total > TOTAL_LIMIT:
                raise ArchiveError(f"it unpacks to more than {TOTAL_LIMIT >> 20} MiB")
            if len(content) <= limit_of(path.name):
                found.files[str(path)] = content
                if member.changed is not None:
                    found.newest = max(found.newest or member.changed, member.changed)
            else:
                problem = f"is larger than {limit_of(path.name) >> 20} MiB"
        if problem and len(found.left_out) < LEFT_OUT_TOLD:
            found.left_out.append(f"{member.name[:80]!r} {problem}: left out")
    return found


def members(name: str, content: bytes) -> Iterator[Member]:
    """List the entries of an archive, folders left out. Raises ArchiveError."""
    if name.endswith(".zip"):
        if content.count(ENTRY_SIGNATURE) > ENTRIES_LIMIT:
            raise ArchiveError(f"it has more than {ENTRIES_LIMIT} entries")
        yield from zip_members(zipfile.ZipFile(io.BytesIO(content)))
    else:
        with decompressed(name, content) as stream:
            archive = tarfile.open(fileobj=Bounded(stream), mode="r|")  # type: ignore[call-overload]  # noqa: SIM115
            yield from tar_members(archive)


def decompressed(name: str, content: bytes) -> io.BufferedIOBase:
    """Return the stream of a tar, by the suffix of its name."""
    packed = io.BytesIO(content)
    if name.endswith(".bz2"):
        return bz2.BZ2File(packed)
    return packed if name.endswith(".tar") else gzip.GzipFile(fileobj=packed)


def zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """List the entries of a zip."""
    for info in archive.infolist():
        if info.is_dir():
            continue
        kind = ""
        if stat.S_ISLNK(info.external_attr >> 16):
            kind = "is a link"
        elif info.flag_bits & 1:
            kind = "is encrypted"
        elif info.compress_type not in ZIP_METHODS:
            kind = "is packed in a way that is not read"
        try:
            changed = datetime(*info.date_time).astimezone()
        except ValueError:
            changed = None

        def read(limit: int, info: zipfile.ZipInfo = info) -> bytes:
            with archive.open(info) as file:
                return file.read(limit)

        yield Member(info.filename, kind, changed, read)


def tar_members(archive: tarfile.TarFile) -> Iterator[Member]:
    """List the entries of a tar, in the one pass that a compressed stream allows."""
    for info in archive:
        if info.isdir():
            continue
        kind = "" if info.isreg() else "is a link" if info.issym() or info.islnk() else "is no plain file"

        def read(limit: int, info: tarfile.TarInfo = info) -> bytes:
            file = archive.extractfile(info)
            return file.read(limit) if file is not None else b""

        yield Member(info.name, kind, datetime.fromtimestamp(max(0, info.mtime), UTC).astimezone(), read)


class Bounded:
    """A stream from which no more than a fixed number of bytes can be read, however much it would unpack to."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._left = STREAM_LIMIT

    def read(self, size: int) -> bytes:
        """Read `size` bytes. Raises ArchiveError beyond the bound."""
        self._left -= size
        if self._left < 0:
            raise ArchiveError(f"it unpacks to more than {STREAM_LIMIT >> 20} MiB")
        return self._stream.read(size)
