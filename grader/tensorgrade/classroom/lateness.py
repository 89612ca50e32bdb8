"""When work is due, as an instructor says it: times in a named zone, and extensions of single students.

In go the words of the command line or of course.toml, and a CSV with a row a student: a name as in a roster, and `due`
(a date, or a date and time), `days` (whole days after the class's due time) or `slip_days` (days that cost nothing).
Out come times and extensions; a date alone means its last second, and so does a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import asdict, replace

from tensorgrade.classroom.database import FILE
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.matching import match_all
from tensorgrade.classroom.roster import Listed, RosterError, read_roster
from tensorgrade.classroom.shards import Shard
from tensorgrade.classroom.times import parse_time
from tensorgrade.course.catalogue import Course
from tensorgrade.course.settings import FILE as COURSE_FILE
from tensorgrade.course.settings import Assignment, LateRules, SettingsError
from tensorgrade.scoring.standing import Extension, LatePolicy

DATE, MINUTE = len("2026-11-30"), len("2026-11-30 23:59")
COLUMNS = {"due", "days", "slip_days"}


@dataclass(frozen=True)
class Extensions:
    """What single students are given, and of whom that is not clear."""

    by_student: Mapping[str, Extension] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def late_rules(said: LateRules, course: Course, assignment: str | None) -> LateRules:
    """Return what is said of lateness: by the options, else by the assignment. Raises InputError."""
    if assignment is None:
        return said
    chosen = course.assignment(assignment)
    check_times(chosen, course.root / COURSE_FILE)
    return replace(chosen, **{name: value for name, value in asdict(said).items() if value is not None})


def check_times(assignment: Assignment, place: Path) -> None:
    """Raise SettingsError for an assignment of the course.toml at `place` whose times cannot be read."""
    reading: tuple[tuple[str, Callable[[str], object], str], ...] = (
        ("timezone", zone_of, "Europe/Berlin"),
        ("due", parse_time, "2026-11-30 23:59"),
    )
    for key, read, example in reading:
        text = getattr(assignment, key)
        try:
            read(text or example)
        except (RosterError, ValueError):
            raise SettingsError(
                f"{place} cannot be used: the assignment {assignment.name!r} has {key} = {text!r}, "
                f"which is not read; write one such as {example!r}"
            ) from None


def policy_of(rules: LateRules, before: LatePolicy) -> LatePolicy:
    """Return what holds now; what is not said stays as it was. Raises RosterError."""
    zone = before.timezone if rules.timezone is None else rules.timezone
    zone_of(zone)
    try:
        due = due_time(rules.due, zone) if rules.due else before.due
    except ValueError:
        raise RosterError(f"--due {rules.due!r} is no date and time, such as '2026-11-30 23:59'") from None
    return LatePolicy(
        due=due,
        percent_a_day=before.percent_a_day if rules.penalty is None else rules.penalty,
        timezone=zone,
        grace_minutes=before.grace_minutes if rules.grace is None else rules.grace,
        slip_days=before.slip_days if rules.slip_days is None else rules.slip_days,
        cap=before.cap if rules.late_cap is None else rules.late_cap,
    )


def timezone_before(out: Path) -> str:
    """Return whose calendar counted in this gradebook before; empty where nobody said."""
    if not (out / FILE).is_file():
        return ""
    with closing(open_gradebook(out)) as book:
        return book.about.policy.timezone


def zone_of(name: str) -> ZoneInfo | None:
    """Return a zone by its name; None for the machine's. Raises RosterError for one that is not there."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        raise RosterError(f"--timezone {name!r} is no time zone, such as Europe/Berlin") from None


def due_time(text: str, timezone: str = "") -> datetime:
    """Read when work is due: the last second of what is said. Raises ValueError."""
    time = parse_time(text.strip(), zone_of(timezone))
    if len(text.strip()) == DATE:
        return time.replace(hour=23, minute=59, second=59)
    return time.replace(second=59) if len(text.strip()) == MINUTE else time


def note_extensions(
    book: Gradebook, place: Path | None, whole: Mapping[str, Identity], shard: Shard
) -> list[tuple[str, str]]:
    """Keep what single students of a shard are given; what is not said again stays. Return what there is to tell.

    whole: the class, in which the students are looked up. Raises RosterError.
    """
    if place is None:
        return []
    extensions = read_extensions(place, {**whole, **book.identities}, book.about.policy)
    book.put_extensions({student: given for student, given in extensions.by_student.items() if shard.has(student)})
    return [("extensions", note) for note in extensions.notes]


def read_extensions(path: Path, identities: Mapping[str, Identity], policy: LatePolicy) -> Extensions:
    """Read the extensions of the students of a class. Raises RosterError."""
    roster = read_roster(path)
    columns = {name.strip().casefold() for listed in roster.students[:1] for name in listed.columns}
    if roster.students and not COLUMNS & columns:
        raise RosterError(f"the extensions {path} have none of the columns due, days and slip_days")
    matching = match_all(identities, roster)
    given = {student: extension_in(listed, policy, path) for student, listed in matching.rows.items()}
    used = {*matching.rows.values(), *matching.shared}
    notes = [*roster.notes, *of_nobody(roster.students, used)]
    notes += [f"several rows of {path} fit, and none is taken: {student}" for student in matching.unclear]
    notes += [
        f"{listed.student} could be each of {', '.join(students)}, and none gets the extension"
        for listed, students in matching.shared.items()
    ]
    return Extensions(given, tuple(notes))


def of_nobody(students: tuple[Listed, ...], used: set[Listed]) -> Iterator[str]:
    """Say whose extension is of nobody in the class."""
    for listed in students:
        if listed not in used:
            yield f"{listed.student} is nobody of the class: the extension counts for none"


def extension_in(listed: Listed, policy: LatePolicy, path: Path) -> Extension:
    """Read what a row gives. Raises RosterError."""
    cells = {name.strip().casefold(): text.strip() for name, text in listed.columns.items()}
    due, days, slip_days = (cells.get(name, "") for name in ("due", "days", "slip_days"))
    try:
        if days and not due and policy.due is None:
            raise RosterError(f"the extensions {path} give days, and there is no --due to count them from")
        until = due_time(due, policy.timezone) if due else later(policy, int(days)) if days else None
        return Extension(until, int(slip_days) if slip_days else None)
    except ValueError:
        raise RosterError(
            f"the extensions {path}: the row of {listed.student} holds no date such as '2026-11-30 23:59', or no whole "
            "number of days"
        ) from None


def later(policy: LatePolicy, days: int) -> datetime:
    """Return the due time so many days of the calendar later, at the same time of the day."""
    assert policy.due is not None
    shown = policy.clock_at(policy.due) + timedelta(days=days)
    return shown.replace(tzinfo=ZoneInfo(policy.timezone)) if policy.timezone else shown.astimezone()
