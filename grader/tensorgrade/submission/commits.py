"""The last commits of a repository that a stranger made, read from its files.

In goes a folder with a .git in it, out come the commits that HEAD leads to: who wrote each and when. No git is run and
no setting of the repository is looked at (submission.git_objects says why).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tensorgrade.submission.git_objects import (
    OBJECT_LIMIT,
    OBJECT_NAME,
    STEPS_LIMIT,
    GitObjects,
    RepositoryError,
    below,
    plain_part,
)
from tensorgrade.submission.plain_file import ReadingError, read_plain

PACKED_REFS_LIMIT = 16 << 20
COMMITS_LIMIT = 500


@dataclass(frozen=True)
class Person:
    """Who wrote or made a commit, and when."""

    name: str
    email: str
    time: datetime


@dataclass(frozen=True)
class Commit:
    """Who wrote a commit and when, and when it was committed.

    parent, tree: the names of the first commit before it, empty at the root, and of the files that it holds.
    """

    author: str
    email: str
    written: datetime
    committed: datetime
    parent: bytes = b""
    tree: bytes = b""


def last_commits(repository: Path) -> list[Commit]:
    """Return the commits from HEAD back along first parents, as far as they can be read, at most a bound of them."""
    commits: list[Commit] = []
    try:
        git = below(repository, ".git")
        objects = GitObjects(git)
        name = head(git)
        while name and len(commits) < COMMITS_LIMIT:
            commits.append(commit_in(objects.content(name)))
            name = commits[-1].parent
    except Exception:  # each of these steps stumbles over a damaged repository in its own way
        return commits
    return commits


def commit_in(content: bytes) -> Commit:
    """Read a commit. Raises RepositoryError, and ValueError where it holds no time that there can be."""
    header = content.partition(b"\n\n")[0].split(b"\n")
    author, committer = (person_in(line_of(header, word)) for word in (b"author ", b"committer "))
    parent, tree = (line_of(header, word) for word in (b"parent ", b"tree "))
    if parent and not OBJECT_NAME.fullmatch(parent):
        raise RepositoryError("its parent is no commit")
    return Commit(author.name, author.email, author.time, committer.time, parent, tree)


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
