"""Clones of repositories, as of GitHub Classroom: folders named assignment-login, with a .git in them.

The common beginning of their names, up to its last dash, is cut off. Work was handed in with its last commit.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tensorgrade.classroom.hand_ins.plain import Plain
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.submission.commits import time_of_last_commit


class Clones(Layout):
    """Repositories, and what else lies beside them."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a repository in it."""
        return any(map(is_repository, listing.entries))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List repositories by what is left of their names, and the rest as it is."""
        names = [path.name for path in listing.entries if is_repository(path)]
        common = os.path.commonprefix(names) if len(names) > 1 else ""  # noqa: RUF071 (of names, not paths)
        prefix = common[: common.rfind("-") + 1]
        return [cloned(each, prefix) if is_repository(each.paths[0][1]) else each for each in Plain().hand_ins(listing)]


def is_repository(path: Path) -> bool:
    """Say whether an entry is a clone."""
    return is_folder(path) and os.path.lexists(path / ".git")


def cloned(whole: HandIn, prefix: str) -> HandIn:
    """Cut off what all repositories' names begin with, and tell the time of the last commit."""
    (folder, path), *_ = whole.paths
    name = folder.removeprefix(prefix) or folder
    return replace(whole, student=name, names=(name, folder), handed_in=time_of_last_commit(path))
