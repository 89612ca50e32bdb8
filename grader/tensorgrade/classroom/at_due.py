"""Clones as they were when work was due: with the student's last commit up to then, by the time of committing.

In go the hand-ins and the late rules, out come the same hand-ins, of which clones are read at that commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tensorgrade.classroom.hand_ins.clones import note_on_times
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roster import RosterError
from tensorgrade.scoring.standing import NO_EXTENSION, Extension, LatePolicy

NO_COMMITS = "no commit of it can be read: it is taken as it lies there"


def as_due(hand_ins: Sequence[HandIn], policy: LatePolicy, extensions: Mapping[str, Extension]) -> list[HandIn]:
    """Return the hand-ins as they were when each was due. Raises RosterError where that is not known."""
    if policy.due is None:
        raise RosterError("--at-due needs --due: nothing says when the work was due")
    return [as_of(each, policy.end(extensions.get(each.student, NO_EXTENSION))) for each in hand_ins]


def as_of(whole: HandIn, end: datetime | None) -> HandIn:
    """Return a hand-in as it was at a time."""
    if end is None or not whole.commits:
        return replace(whole, notes=(*whole.notes, NO_COMMITS))
    later = [commit for commit in whole.commits if commit.committed > end]
    if len(later) == len(whole.commits):
        first = later[-1].committed
        words = f"nothing was committed by {end:%Y-%m-%d %H:%M}, when it was due; the first commit is of"
        return replace(whole, problem=f"{words} {first.astimezone(end.tzinfo):%Y-%m-%d %H:%M}", notes=())
    commit = whole.commits[len(later)]
    left_out = {0: "", 1: "; 1 later commit is left out"}.get(len(later), f"; {len(later)} later commits are left out")
    words = f"as it was when it was due, with the commit of {commit.committed.astimezone(end.tzinfo):%Y-%m-%d %H:%M}"
    notes = (f"{words}{left_out}", *note_on_times(commit))
    return replace(whole, handed_in=commit.committed, notes=notes, snapshot=commit)
