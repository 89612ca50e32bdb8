"""Clones of repositories, as of GitHub Classroom and its kin: folders named assignment-login, with a .git in them.

The assignment's part of the names is cut off: as far as logins of the class or of the authors say, else the folder
above, which `gh classroom clone student-repos` calls assignment-submissions, else what all the names begin with. A
single clone of which nothing says where its login begins keeps its name.

Work was handed in with the student's last commit: the last one that was not written by a bot, or by somebody who wrote
in several of the clones.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tensorgrade.classroom.hand_ins.plain import Plain
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.submission.commits import Commit, last_commits

NO_REPLY = re.compile(r"(?:\d+\+)?(?P<login>[^@+]+)@users\.noreply\.github\.com", re.IGNORECASE)
SUBMISSIONS = "-submissions"
BOT = "[bot]"
APART = timedelta(hours=1)  # between writing and committing: more is told
History = Sequence[Commit]


class Clones(Layout):
    """Repositories, and what else lies beside them."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a repository in it."""
        return any(map(is_repository, listing.entries))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List repositories by what is left of their names, and the rest as it is."""
        histories = {path.name: last_commits(path) for path in listing.entries if is_repository(path)}
        prefix = prefix_of(listing, histories)
        others = strangers_in(histories)
        return [
            cloned(each, prefix, histories[each.paths[0][0]], others) if each.paths[0][0] in histories else each
            for each in Plain().hand_ins(listing)
        ]


def is_repository(path: Path) -> bool:
    """Say whether an entry is a clone."""
    return is_folder(path) and os.path.lexists(path / ".git")


def prefix_of(listing: Listing, histories: Mapping[str, History]) -> str:
    """Return the assignment's part of the names."""
    names = list(histories)
    first = min(names, default="")
    parts = [first[: place + 1] for place, sign in enumerate(first) if sign == "-"]
    candidates = ["", *(part for part in parts if all(name.startswith(part) for name in names))]
    logins = listing.logins | {login_of(commit).casefold() for history in histories.values() for commit in history}
    counts = {prefix: sum(name.removeprefix(prefix).casefold() in logins for name in names) for prefix in candidates}
    best = max(candidates, key=lambda prefix: counts[prefix])
    if counts[best]:
        return best
    above = f"{listing.folder.resolve().name.removesuffix(SUBMISSIONS)}-"
    if above in candidates:
        return above
    return candidates[-1] if len(names) > 1 else ""


def login_of(commit: Commit) -> str:
    """Return the login of who wrote a commit, where GitHub hides the address behind it."""
    match = NO_REPLY.fullmatch(commit.email)
    return match["login"] if match else ""


def strangers_in(histories: Mapping[str, History]) -> set[str]:
    """Return the addresses of those who wrote in several clones: instructors, or whoever made the template."""
    counts = Counter(email for history in histories.values() for email in {commit.email for commit in history})
    return {email for email, count in counts.items() if count > 1}


def cloned(whole: HandIn, prefix: str, history: History, strangers: set[str]) -> HandIn:
    """Cut off the assignment, and tell the time of the student's last commit."""
    (folder, _), *_ = whole.paths
    name = folder.removeprefix(prefix) or folder
    parts = folder.split("-")
    ends = ("-".join(parts[place:]) for place in range(len(parts)))
    aliases = tuple(end for end in ends if not prefix or len(end) >= len(name))
    identity = Identity(name, aliases=aliases)
    by_student = [commit for commit in history if commit.email not in strangers and not commit.author.endswith(BOT)]
    if not history:
        return replace(whole, student=name, identity=identity)
    commits = tuple(by_student or history)
    notes = notes_on_commits(commits[0], history)
    return replace(whole, student=name, identity=identity, handed_in=commits[0].committed, notes=notes, commits=commits)


def notes_on_commits(last: Commit, history: History) -> tuple[str, ...]:
    """Tell of commits after the student's, and of one that was not written when it was committed."""
    notes = list(note_on_times(last))
    if last is not history[0]:
        later = history.index(last)
        who = history[0].author
        commits = "1 later commit" if later == 1 else f"{later} later commits"
        told = f"handed in with the commit of {last.committed:%Y-%m-%d %H:%M}: {commits}, the last by {who}"
        notes.insert(0, told)
    return tuple(notes)


def note_on_times(commit: Commit) -> tuple[str, ...]:
    """Tell of a commit that was not written when it was committed."""
    if abs(commit.committed - commit.written) <= APART:
        return ()
    return (
        f"its last commit was written at {commit.written:%Y-%m-%d %H:%M} "
        f"and committed at {commit.committed:%Y-%m-%d %H:%M}, which counts",
    )
