"""Who is in the class and who handed in: hand-ins and class list put together.

In go the hand-ins of a folder and a roster. Out come the hand-ins, each with all that is known of who it is of and when
it came, one for each member where a group handed in together; who is absent; and what is not clear, in sentences.
Nobody is guessed: what fits several rows of the roster is told, and left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tensorgrade.classroom.hand_ins.clones import login_of
from tensorgrade.classroom.identity import Identity, spellings
from tensorgrade.classroom.intake import told_apart
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roster import Listed, Match, Roster
from tensorgrade.classroom.shards import Shard


@dataclass(frozen=True)
class Roll:
    """The hand-ins, by student; the students of the roster without one; what there is to tell, of whom and what."""

    hand_ins: tuple[HandIn, ...]
    absent: tuple[Listed, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def present(self) -> dict[str, Identity]:
        """Who handed in."""
        return {hand_in.student: hand_in.identity for hand_in in self.hand_ins}

    @property
    def missing(self) -> dict[str, Identity]:
        """Who did not."""
        return {listed.student: listed.identity for listed in self.absent}


def call_roll(hand_ins: Sequence[HandIn], roster: Roster) -> Roll:
    """Put hand-ins and roster together."""
    notes = [("roster", note) for note in roster.notes]
    called: list[tuple[HandIn, Listed | None]] = []
    for whole in hand_ins:
        match = roster.match(whole.identity)
        members = members_of(whole, match, roster)
        if match.rivals:
            notes.append((whole.student, f"{fits(match.rivals)}: taken for none of them"))
        elif roster.students and not (members or match.listed):
            notes.append((whole.student, f"is not on the roster{writers(whole, roster)}"))
        if members:
            notes.append((whole.student, f"handed in by a group: {names_of(members)} each have it"))
            called += [(of_member(whole, listed), listed) for listed in members]
        else:
            called.append((filled(whole, match.listed), match.listed))
    notes += twice(called)
    present = {listed for _, listed in called}
    absent = tuple(listed for listed in roster.students if listed not in present)
    by_name = sorted(told_apart(each for each, _ in called), key=lambda each: each.student)
    return Roll(tuple(by_name), absent, tuple(notes))


def members_of(whole: HandIn, match: Match, roster: Roster) -> tuple[Listed, ...]:
    """Return whose work a hand-in is where its name is that of a group.

    Canvas gives the hand-in of a group the number of one of its members.
    """
    members = () if match.rivals else roster.group(whole.identity.label)
    if match.listed and (match.listed not in members or spellings(match.listed.student) & spellings(whole.student)):
        return ()
    return members


def writers(whole: HandIn, roster: Roster) -> str:
    """Name the students of the roster who wrote commits of a clone."""
    matches = [
        roster.match(Identity(commit.author, email=commit.email, login=login_of(commit))) for commit in whole.commits
    ]
    names = dict.fromkeys(match.listed.student for match in matches if match.listed)
    return f"; commits of it are by {'; '.join(names)}" if names else ""


def share_of(roll: Roll, shard: Shard) -> Roll:
    """Return a class with the hand-ins of one shard alone, and with those of the absent who would be in it."""
    return replace(
        roll,
        hand_ins=tuple(hand_in for hand_in in roll.hand_ins if shard.has(hand_in.student)),
        absent=tuple(listed for listed in roll.absent if shard.has(listed.student)),
    )


def fits(rivals: Iterable[Listed]) -> str:
    """Say that several rows fit."""
    return f"fits several students of the roster ({names_of(rivals)})"


def names_of(students: Iterable[Listed]) -> str:
    """Name some students, each with what tells one from another of the same name."""
    known = [(listed.student, listed.identity) for listed in students]
    labels = [name for name, _ in known]
    more = [identity.sid or identity.login or identity.email or identity.number for _, identity in known]
    return "; ".join(
        f"{name} ({number})" if labels.count(name) > 1 and number else name
        for (name, _), number in zip(known, more, strict=True)
    )


def filled(whole: HandIn, listed: Listed | None) -> HandIn:
    """Return a hand-in with what the roster knows of its student."""
    if listed is None:
        return whole
    identity = whole.identity.filled_from(listed.identity)
    return replace(whole, identity=identity, handed_in=listed.submitted or whole.handed_in)


def of_member(whole: HandIn, listed: Listed) -> HandIn:
    """Return what a group handed in as that of one member."""
    return replace(
        whole, student=listed.student, identity=listed.identity, handed_in=listed.submitted or whole.handed_in
    )


def twice(called: Iterable[tuple[HandIn, Listed | None]]) -> list[tuple[str, str]]:
    """Tell of students of the roster of whom there are several hand-ins."""
    by_student: dict[Listed, list[str]] = {}
    for whole, listed in called:
        if listed is not None:
            by_student.setdefault(listed, []).append(whole.student)
    return [
        (students[0], f"{listed.student} of the roster has several hand-ins ({', '.join(students)}): keep one of them")
        for listed, students in by_student.items()
        if len(students) > 1
    ]
