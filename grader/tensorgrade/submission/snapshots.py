"""The files of one commit of a repository that a stranger made, read as an archive of them would be.

In go the repository and the commit, out come the wanted files within the bounds of archives. Links, and repositories in
a repository, are left out and told; no git is run (submission.git_objects).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from tensorgrade.submission.commits import Commit
from tensorgrade.submission.container import ArchiveError, Member
from tensorgrade.submission.git_objects import GitObjects, RepositoryError, TooLargeError, below
from tensorgrade.submission.listing import is_wanted_folder
from tensorgrade.submission.opened_hints import FOLDER as OF_HINTS
from tensorgrade.submission.unpacking import LIMITS, Allowance, Unpacked, gather
from tensorgrade.text import plain_line

FOLDER, LINK, REPOSITORY = b"40000", b"120000", b"160000"
KINDS = {LINK: "is a link", REPOSITORY: "is another repository"}
FOLDERS_LIMIT = 1_000
NAME_LIMIT = 255
NAME_BYTES = 20  # of an object, in a list of files


def files_of_commit(repository: Path, commit: Commit, wanted: Callable[[PurePosixPath], bool]) -> Unpacked:
    """Read the wanted files of a commit. Raises ArchiveError."""
    try:
        objects = GitObjects(below(repository, ".git"))
        return gather(members_of(objects, commit.tree), wanted, Allowance(LIMITS))
    except ArchiveError:
        raise
    except Exception as error:  # each of these steps stumbles over a damaged repository in its own way
        raise ArchiveError(f"its commit cannot be read ({plain_line(str(error)) or type(error).__name__})") from error


def members_of(objects: GitObjects, tree: bytes) -> Iterator[Member]:
    """List the files of a commit, folder by folder. Raises ArchiveError for too many folders."""
    waiting = [(PurePosixPath(), tree)]
    for _ in range(FOLDERS_LIMIT):
        if not waiting:
            return
        folder, listed = waiting.pop()
        for mode, name, content in entries_in(objects.content(listed)):
            if mode != FOLDER:
                yield Member(str(folder / name), KINDS.get(mode, ""), None, partial(beginning, objects, content))
            elif is_wanted_folder(name) or name == OF_HINTS:
                waiting.append((folder / name, content))
    raise ArchiveError(f"it has more than {FOLDERS_LIMIT} folders")


def entries_in(listed: bytes) -> Iterator[tuple[bytes, str, bytes]]:
    """Give mode, name and object of each entry of a folder. Raises RepositoryError."""
    place = 0
    while place < len(listed):
        end = listed.find(b"\0", place, place + NAME_LIMIT + len(LINK) + 2)
        mode, _, name = listed[place:end].partition(b" ")
        place = end + 1 + NAME_BYTES
        if end < 0 or not name or b"/" in name or name in (b".", b"..") or place > len(listed):
            raise RepositoryError("its list of files is damaged")
        yield mode, name.decode("utf-8", "surrogateescape"), listed[end + 1 : place].hex().encode("ascii")


def beginning(objects: GitObjects, name: bytes, limit: int) -> bytes:
    """Return at most so many bytes of a file; of one that is too large, other bytes."""
    try:
        return objects.content(name, limit)
    except TooLargeError:
        return bytes(limit)
