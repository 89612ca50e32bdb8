"""Tar archives, bare and compressed, read in the one pass that a compressed stream allows."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from tensorgrade.submission.container import ArchiveError, Container, Limits, Member, time_of, too_many, too_much

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

HEADER_TYPES = {
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
}  # fmt: skip
GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
XZ_MEMORY = 128 << 20
XZ_CHUNK = 1 << 16
SPARSE = "it holds a sparse file, which is not read"


class TarContainer(Container):
    """A tar, packed with gzip, bzip2 or xz or not at all."""

    suffixes: ClassVar[tuple[str, ...]] = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
    signatures: ClassVar[tuple[bytes, ...]] = (GZIP, BZIP2, XZ)

    def members(self, name: str, file: io.BufferedIOBase) -> Iterator[Member]:
        """List the entries of a tar."""
        with decompressed(name, file) as stream:
            yield from tar_members(stream, self.limits)


def decompressed(name: str, packed: io.BufferedIOBase) -> io.BufferedIOBase:
    """Return the stream of a tar, by what the file begins with, else by the suffix of its name."""
    start = packed.read(len(XZ))
    packed.seek(0)
    if start.startswith(BZIP2) or (name.endswith("bz2") and not start.startswith((GZIP, XZ))):
        return bz2.BZ2File(packed)
    if start.startswith(XZ) or (name.endswith("xz") and not start.startswith(GZIP)):
        return io.BufferedReader(XzStream(packed))
    if start.startswith(GZIP) or name.endswith("gz"):
        return gzip.GzipFile(fileobj=packed)
    return packed


def tar_members(stream: io.BufferedIOBase, limits: Limits) -> Iterator[Member]:
    """List the entries of a stream that holds a tar, folders left out. Raises ArchiveError."""
    bounded = BoundedStream(stream, limits.stream)
    archive = BoundedTar.open(fileobj=bounded, mode="r|", limits=limits)  # type: ignore[call-overload]
    for count, info in enumerate(archive):
        if count >= limits.entries:
            raise too_many(limits)
        if not info.isdir():
            yield tar_member(archive, info)


def tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    """Describe one entry."""
    kind = "" if info.isreg() else "is a link" if info.issym() or info.islnk() else "is no plain file"

    def read(limit: int) -> bytes:
        file = archive.extractfile(info)
        return file.read(limit) if file is not None else b""

    return Member(info.name, kind, time_of(datetime.fromtimestamp, max(0, info.mtime), UTC), read)


class BoundedEntry(tarfile.TarInfo):
    """An entry of a tar whose headers, which tarfile reads whole, have a limit; sparse files are refused."""

    def _proc_member(self, archive: BoundedTar) -> tarfile.TarInfo:
        if self.type in HEADER_TYPES:
            archive.header_bytes += self.size
            limits = archive.limits
            if not 0 <= self.size <= limits.header or archive.header_bytes > limits.headers:
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

    def __init__(self, *place: Any, limits: Limits, **options: Any) -> None:
        self.limits = limits
        self.header_bytes = 0
        super().__init__(*place, **options)


class XzStream(io.RawIOBase):
    """What an xz file holds, read with no more memory than xz takes at its highest level."""

    def __init__(self, packed: io.BufferedIOBase) -> None:
        self._packed = packed
        self._reader = new_reader()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read what fits, one stream behind the other."""
        room = memoryview(buffer).cast("B")
        while True:
            packed = b""
            if self._reader.eof:
                packed = self._reader.unused_data or self._packed.read(XZ_CHUNK)
                if not packed:
                    return 0
                self._reader = new_reader()
            elif self._reader.needs_input:
                packed = self._packed.read(XZ_CHUNK)
                if not packed:
                    raise EOFError("the file ends before its end")
            if content := self._reader.decompress(packed, len(room)):
                room[: len(content)] = content
                return len(content)


def new_reader() -> lzma.LZMADecompressor:
    """Return what reads one stream of an xz file."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)


class BoundedStream:
    """A stream from which no more than a fixed number of bytes can be read, however much it would unpack to."""

    def __init__(self, stream: io.BufferedIOBase, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._left = limit

    def read(self, size: int) -> bytes:
        """Read `size` bytes. Raises ArchiveError beyond the bound."""
        self._left -= size
        if self._left < 0:
            raise too_much(self._limit)
        return self._stream.read(size)
