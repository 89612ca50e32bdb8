"""Read zip and tar archives that strangers made: bounded, in memory, nothing extracted to disk, no link followed.

What comes out is files by their path inside the archive, with `/` between folders. Entries that are no plain files,
or whose names lead outside or cannot be worked with, are left out and told. An archive that is broken or unpacks to
too much is refused.
"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from tensorgrade.submission.reading import ReadingError, open_plain
from tensorgrade.text import fault_of_name, plain_line

ENTRIES_LIMIT = 20_000
FILE_LIMIT = 1 << 20
NOTEBOOK_LIMIT = 16 << 20
TOTAL_LIMIT = 64 << 20
STREAM_LIMIT = 256 << 20
ARCHIVE_LIMIT = 256 << 20
READ_LIMIT = 32 << 20  # of a zip, whose list of entries is read at once
HEADER_LIMIT, HEADERS_LIMIT = 4 << 10, 2 << 20  # of a tar: what stands before one entry, and before all of them
CHUNK = 1 << 20
LEFT_OUT_TOLD = 5
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2")
SUFFIXES = (".zip", *TAR_SUFFIXES)
# Methods whose decoders take no memory that the archive itself chooses.
ZIP_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
HEADER_TYPES = {
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
}  # fmt: skip
SPARSE = "it holds a sparse file, which is not read"
ENTRY_SIGNATURE = b"PK\x01\x02"


class ArchiveError(Exception):
    """An archive cannot be read; the message is one fragment for the user."""


@dataclass
class Unpacked:
    """The wanted files of an archive, the newest time of any of them, and what was left out and why."""

    files: dict[str, bytes] = field(default_factory=dict)
    newest: datetime | None = None
    left_out: list[str] = field(default_factory=list)

    def tell(self, name: str, what: str) -> None:
        """Tell of an entry, as long as few were told of."""
        if len(self.left_out) < LEFT_OUT_TOLD:
            self.left_out.append(f"{name[:80]!r} {what}")


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
        with open_plain(Path(os.path.realpath(path))) as file:
            if file.seek(0, io.SEEK_END) > ARCHIVE_LIMIT:
                raise ArchiveError(f"it is larger than {ARCHIVE_LIMIT >> 20} MiB")
            file.seek(0)
            return gather(members(path.name.lower(), file), wanted)
    except ArchiveError:
        raise
    except ReadingError as error:
        raise ArchiveError(str(error)) from error
    except Exception as error:  # the readers raise whatever a damaged archive makes them stumble over
        raise ArchiveError(f"it cannot be read ({plain_line(str(error)) or type(error).__name__})") from error


def gather(entries: Iterator[Member], wanted: Callable[[PurePosixPath], bool]) -> Unpacked:
    """Collect the wanted members, within the caps. Raises ArchiveError."""
    found = Unpacked()
    total = 0
    for count, member in enumerate(entries):
        if count >= ENTRIES_LIMIT:
            raise ArchiveError(f"it has more than {ENTRIES_LIMIT} entries")
        path = PurePosixPath(member.name.replace("\\", "/"))
        problem = member.kind or fault_of_path(path, member.name)
        if not problem and wanted(path):
            content = member.read(limit_of(path.name) + 1)
            total += len(content)
            if total > TOTAL_LIMIT:
                raise ArchiveError(f"it unpacks to more than {TOTAL_LIMIT >> 20} MiB")
            if len(content) > limit_of(path.name):
                problem = f"is larger than {limit_of(path.name) >> 20} MiB"
            else:
                if str(path) in found.files:
                    found.tell(member.name, "is there more than once: the last one counts")
                found.files[str(path)] = content
                found.newest = newest(found.newest, member.changed)
        if problem:
            found.tell(member.name, f"{problem}: left out")
    return found


def fault_of_path(path: PurePosixPath, name: str) -> str:
    """Say in a fragment why the name of an entry is none that can be worked with; empty where it can be."""
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "leads outside the archive"
    return "has no name" if not path.name else fault_of_name(str(path))


def newest(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two times, as far as they are known."""
    return max(filter(None, (one, other)), default=None)


def members(name: str, file: io.BufferedReader) -> Iterator[Member]:
    """List the entries of an archive, folders left out. Raises ArchiveError."""
    if name.endswith(".zip"):
        check_number_of_entries(file)
        with zipfile.ZipFile(BoundedZip(file.raw)) as archive:
            yield from zip_members(archive)
    else:
        with decompressed(name, file) as stream:
            yield from tar_members(BoundedTar.open(fileobj=BoundedStream(stream), mode="r|"))  # type: ignore[call-overload]


def check_number_of_entries(file: io.BufferedReader) -> None:
    """Count the entries of a zip by their signature, before a list of them is made. Raises ArchiveError."""
    found, end = 0, b""
    while chunk := file.read(CHUNK):
        found += (end + chunk).count(ENTRY_SIGNATURE)
        end = chunk[-len(ENTRY_SIGNATURE) + 1 :]
    if found > ENTRIES_LIMIT:
        raise ArchiveError(f"it has more than {ENTRIES_LIMIT} entries")


def decompressed(name: str, packed: io.BufferedReader) -> io.BufferedIOBase:
    """Return the stream of a tar, by the suffix of its name."""
    if name.endswith(".bz2"):
        return bz2.BZ2File(packed)
    return packed if name.endswith(".tar") else gzip.GzipFile(fileobj=packed)


def zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """List the entries of a zip."""
    for info in archive.infolist():
        if info.filename.endswith("/"):
            continue
        kind = ""
        if stat.S_ISLNK(info.external_attr >> 16):
            kind = "is a link"
        elif info.flag_bits & 1:
            kind = "is encrypted"
        elif info.compress_type not in ZIP_METHODS:
            kind = "is packed in a way that is not read"

        def read(limit: int, info: zipfile.ZipInfo = info) -> bytes:
            with archive.open(info) as file:
                return file.read(limit)

        yield Member(info.filename, kind, time_of(datetime, *info.date_time), read)


def tar_members(archive: tarfile.TarFile) -> Iterator[Member]:
    """List the entries of a tar, in the one pass that a compressed stream allows."""
    for count, info in enumerate(archive):
        if count >= ENTRIES_LIMIT:
            raise ArchiveError(f"it has more than {ENTRIES_LIMIT} entries")
        if info.isdir():
            continue
        kind = "" if info.isreg() else "is a link" if info.issym() or info.islnk() else "is no plain file"

        def read(limit: int, info: tarfile.TarInfo = info) -> bytes:
            file = archive.extractfile(info)
            return file.read(limit) if file is not None else b""

        changed = time_of(datetime.fromtimestamp, max(0, info.mtime), UTC)
        yield Member(info.name, kind, changed, read)


def time_of(make: Callable[..., datetime], *parts: object) -> datetime | None:
    """Return a time as local time; None where the archive holds none that there can be."""
    try:
        return make(*parts).astimezone()
    except (ValueError, OverflowError, OSError, TypeError):
        return None


class BoundedEntry(tarfile.TarInfo):
    """An entry of a tar whose headers, which tarfile reads whole, have a limit; sparse files are refused."""

    def _proc_member(self, archive: BoundedTar) -> tarfile.TarInfo:
        if self.type in HEADER_TYPES:
            archive.header_bytes += self.size
            if not 0 <= self.size <= HEADER_LIMIT or archive.header_bytes > HEADERS_LIMIT:
                raise ArchiveError("the headers of its entries are too long")
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise ArchiveError(SPARSE)
        entry: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return entry

    def _proc_gnusparse_10(self, *_: object) -> None:
        raise ArchiveError(SPARSE)


class BoundedTar(tarfile.TarFile):
    """A tar of such entries, and how long their headers were."""

    tarinfo = BoundedEntry
    header_bytes = 0


class BoundedZip(io.BufferedReader):
    """The file of a zip, of which no more than a fixed number of bytes can be read at once."""

    def read(self, size: int | None = -1) -> bytes:
        """Read `size` bytes. Raises ArchiveError beyond the bound."""
        wanted = READ_LIMIT if size is None or size < 0 else size
        if wanted > READ_LIMIT:
            raise ArchiveError(f"its list of entries is larger than {READ_LIMIT >> 20} MiB")
        return super().read(wanted)


class BoundedStream:
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
