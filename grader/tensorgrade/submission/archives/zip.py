"""Zip archives. Only those methods are read whose decoders take no memory that the archive itself chooses."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from tensorgrade.submission.container import CHUNK, ArchiveError, Container, Member, time_of, too_many

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENTRY_SIGNATURE = b"PK\x01\x02"
FILE_SIGNATURE = b"PK\x03\x04"


class ZipContainer(Container):
    """A zip."""

    suffixes: ClassVar[tuple[str, ...]] = (".zip",)
    signatures: ClassVar[tuple[bytes, ...]] = (FILE_SIGNATURE, b"PK\x05\x06")

    def members(self, name: str, file: io.BufferedIOBase) -> Iterator[Member]:
        """List the entries of a zip, whose number is looked at before a list of them is made."""
        self.check_number_of_entries(file)
        with opened(file, self.limits.listing) as archive:
            for info in archive.infolist():
                if not info.filename.endswith("/"):
                    yield zip_member(archive, info)

    def check_number_of_entries(self, file: io.BufferedIOBase) -> None:
        """Count the entries by their signature. Raises ArchiveError."""
        count, end = 0, b""
        while chunk := file.read(CHUNK):
            count += (end + chunk).count(ENTRY_SIGNATURE)
            end = chunk[-len(ENTRY_SIGNATURE) + 1 :]
        if count > self.limits.entries:
            raise too_many(self.limits)


def opened(file: io.BufferedIOBase, limit: int) -> zipfile.ZipFile:
    """Open a zip. Raises ArchiveError for one whose end, with the list of its entries, is not there."""
    try:
        return zipfile.ZipFile(BoundedZip(file, limit))
    except zipfile.BadZipFile:
        file.seek(0)
        if file.read(len(FILE_SIGNATURE)) == FILE_SIGNATURE:
            raise ArchiveError("its end is missing: it was cut off when it was copied or uploaded") from None
        raise


def zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    """Describe one entry."""
    kind = ""
    if stat.S_ISLNK(info.external_attr >> 16):
        kind = "is a link"
    elif info.flag_bits & 1:
        kind = "is encrypted"
    elif info.compress_type not in METHODS:
        kind = "is packed in a way that is not read; pack it again as an ordinary zip"

    def read(limit: int) -> bytes:
        with archive.open(info) as file:
            return file.read(limit)

    return Member(info.filename, kind, time_of(datetime, *info.date_time), read)


class BoundedZip:
    """The file of a zip, of which no more than a fixed number of bytes can be read at once."""

    def __init__(self, file: io.BufferedIOBase, limit: int) -> None:
        self._file = file
        self._limit = limit

    def read(self, size: int = -1) -> bytes:
        """Read `size` bytes. Raises ArchiveError beyond the bound."""
        wanted = self._limit if size < 0 else size
        if wanted > self._limit:
            raise ArchiveError(f"its list of entries is larger than {self._limit >> 20} MiB")
        return self._file.read(wanted)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Say that any place can be gone to."""
        return True
