"""RAR archives, where bsdtar and bubblewrap are there to read one.

No free library unpacks RAR. bsdtar turns it into a tar; it is a program in C that reads a stranger's file, and so runs
in the sandbox of submissions, with a bound on its memory.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from typing import ClassVar, cast

from tensorgrade.isolation.bubblewrap import program, sandboxed
from tensorgrade.submission.archives.tar import tar_members
from tensorgrade.submission.container import ArchiveError, Container, Member

UNREADABLE = "it is a RAR archive, which this machine cannot read: it has no bsdtar with a sandbox to run it in"
BROKEN = "it is a RAR archive that cannot be read: it is broken or encrypted"
MEMORY_KIB = 1 << 20
LIMITED = ("/bin/sh", "-c", f'ulimit -v {MEMORY_KIB}; exec "$@"', "sh")


class RarContainer(Container):
    """A RAR, old or new."""

    suffixes: ClassVar[tuple[str, ...]] = (".rar",)
    signatures: ClassVar[tuple[bytes, ...]] = (b"Rar!\x1a\x07",)

    def members(self, name: str, file: io.BufferedIOBase) -> Iterator[Member]:
        """List the entries. Raises ArchiveError where nothing can read them."""
        command = converter()
        if not command:
            raise ArchiveError(UNREADABLE)
        with tempfile.TemporaryFile() as packed:
            shutil.copyfileobj(file, packed)
            packed.seek(0)
            process = subprocess.Popen(command, stdin=packed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            try:
                yield from tar_members(cast(io.BufferedReader, process.stdout), self.limits)
                if process.wait():
                    raise ArchiveError(BROKEN)
            except (tarfile.TarError, EOFError) as error:
                raise ArchiveError(BROKEN) from error
            finally:
                process.kill()
                process.communicate()


def converter() -> list[str]:
    """Return the command that turns an archive on its input into a tar on its output; empty where there is none."""
    bsdtar = shutil.which("bsdtar")
    if bsdtar is None or program() is None:
        return []
    return sandboxed([*LIMITED, bsdtar, "-cf", "-", "--format", "pax", "@-"], None)
