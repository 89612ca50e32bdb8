"""7z archives, read by py7zr into memory.

A 7z is read as a whole: where it is packed in one piece, what nobody wants is unpacked, too, and counts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import ClassVar

import py7zr
from py7zr import archiveinfo
from py7zr.compressor import get_methods_names
from py7zr.exceptions import PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from tensorgrade.submission.container import ENCRYPTED, ArchiveError, Container, Limits, Member, too_many, too_much

# Methods whose decoders take no more memory than what they unpack.
METHODS = {
    "COPY", "LZMA", "LZMA2", "DEFLATE", "BZip2", "DELTA", "BCJ", "PPC", "IA64", "ARM", "ARMT", "SPARC",
}  # fmt: skip
# What py7zr takes for the list of entries: its own bounds are for archives of millions of files.
archiveinfo.MAX_HEADER_SIZE = Limits().listing
archiveinfo.MAX_NUMFILES = archiveinfo.MAX_SUBSTREAMS = archiveinfo.MAX_NUMFOLDERS = 2 * Limits().entries


class SevenZipContainer(Container):
    """A 7z."""

    suffixes: ClassVar[tuple[str, ...]] = (".7z",)
    signatures: ClassVar[tuple[bytes, ...]] = (b"7z\xbc\xaf\x27\x1c",)

    def members(self, name: str, file: io.BufferedIOBase) -> Iterator[Member]:
        """List the entries; all that are plain files are unpacked first."""
        try:
            with py7zr.SevenZipFile(file, max_extract_size=self.limits.stream) as archive:  # type: ignore[arg-type]
                if archive.needs_password():
                    raise ArchiveError(ENCRYPTED)
                if not METHODS.issuperset(methods_of(archive)):
                    raise ArchiveError("it is packed in a way that is not read")
                infos = [info for info in archive.list() if not info.is_directory]
                if len(infos) > self.limits.entries:
                    raise too_many(self.limits)
                if sum(info.uncompressed for info in infos) > self.limits.stream:
                    raise too_much(self.limits.stream)
                contents = Contents(self.limits.stream)
                archive.extract(factory=contents)
        except PasswordRequired as error:
            raise ArchiveError(ENCRYPTED) from error
        for info in infos:
            kind = "" if info.is_file else "is a link" if info.is_symlink else "is no plain file"
            content = contents.files.get(info.filename, io.BytesIO()).getvalue()
            yield Member(info.filename, kind, info.creationtime, io.BytesIO(content).read)


def methods_of(archive: py7zr.SevenZipFile) -> list[str]:
    """Name the methods with which a 7z is packed."""
    streams = archive.header.main_streams
    return get_methods_names([folder.coders for folder in streams.unpackinfo.folders]) if streams else []


class Contents(WriterFactory):
    """What is unpacked, by name, all of it within a bound."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.left = limit
        self.files: dict[str, io.BytesIO] = {}

    def create(self, filename: str) -> Py7zIO:
        """Begin a file."""
        self.files[filename] = io.BytesIO()
        return Content(self, self.files[filename])


class Content(Py7zIO):
    """One file in memory."""

    def __init__(self, contents: Contents, file: io.BytesIO) -> None:
        self._contents = contents
        self._file = file

    def write(self, s: bytes | bytearray) -> int:
        """Add to the file. Raises ArchiveError where all files together are too much."""
        self._contents.left -= len(s)
        if self._contents.left < 0:
            raise too_much(self._contents.limit)
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:
        """Read from where the file is at."""
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place."""
        return self._file.seek(offset, whence)

    def flush(self) -> None:
        """Do nothing: it is in memory."""

    def size(self) -> int:
        """Return how long the file is."""
        return len(self._file.getbuffer())
