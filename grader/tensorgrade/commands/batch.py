"""What `grade batch` and `grade override` do: a class in, a gradebook and its reports out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from tensorgrade.answers.keys import course_key, parsed_key
from tensorgrade.classroom.batch import (
    Batch,
    BatchError,
    Plan,
    Say,
    Tally,
    check_class,
    claimed,
    drawn_seed,
    logger,
    seed_of,
)
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roll import Roll, call_roll
from tensorgrade.classroom.roster import Roster, RosterError, parse_time, read_roster
from tensorgrade.classroom.similar import fingerprints, similar_pairs
from tensorgrade.classroom.work import Engine, Setup, engine_of
from tensorgrade.commands.class_files import DASHBOARD, GRADEBOOK_CSV, write_class, write_student
from tensorgrade.course.catalogue import Course, find_course, nearest, read_course
from tensorgrade.exits import InputError, fault_of
from tensorgrade.grading import devices_of
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.scoring.standing import LatePolicy, Override, checks_by_name
from tensorgrade.submission.read import SubmissionError
from tensorgrade.text import inert, plain
from tensorgrade_reports.numbers import score
from tensorgrade_reports.terminal import result as terminal

FULL, USAGE, OURS = 0, 2, 3


class OverrideError(InputError):
    """Points cannot be given by hand; the message is one sentence for the user."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks of a batch."""

    submissions: Path
    out: Path
    exercises: tuple[str, ...] = ()
    course: Path | None = None
    jobs: int = 1
    engine: str = "local"
    ray_address: str | None = None
    fresh: bool = False
    seed: int | None = None
    roster: Path | None = None
    due: str | None = None
    penalty: float | None = None
    isolation: str = "sealed"
    device: str = "all"
    gpu_share: int = 1
    similar: bool = False
    templates: Path | None = None


def run_batch(asked: Asked) -> int:
    """Grade a class; print what needs a look and a summary. Return the exit status."""
    course = read_course(asked.course.resolve() if asked.course else find_course(Path()))
    exercises = course.chosen(asked.exercises)
    roster = read_roster(asked.roster) if asked.roster else Roster()
    intake = find_hand_ins(asked.submissions, [listed.identity.login for listed in roster.students])
    roll = call_roll(intake.hand_ins, roster)
    hand_ins = roll.hand_ins
    due = due_time(asked.due)
    level = level_of(asked.isolation)
    out = terminal.console()
    with claimed(asked.out) as book:
        check_class(book, asked.submissions, exercises, {one.student for one in hand_ins})
        note_policy(book, due, asked.penalty)
        gone = note_roll(book, roll, bool(roster.students))
        seed = seed_of(book, asked.seed, asked.fresh)
        new_seed = drawn_seed() if asked.seed is None else seed
        key = course_key(course, exercises, level.name, asked.device)
        plan = Plan(course, exercises, seed, new_seed, key, level)
        logger.info("batch of %d submissions begins, seed %d", len(hand_ins), seed)
        tell_all([*intake.passed_over, *roll.notes], partial(say_on, out))
        tally = grade_class(plan, asked, book, hand_ins, out)
        tell_all(farewells(book, gone), partial(say_on, out))
        if asked.similar:
            note_similar(book, course, hand_ins, partial(say_on, out))
        tally.failed += write_class(book, asked.out, partial(say_on, out), asked.templates)
        logger.info("batch ends: %s", tally)
    for sentence in summary(tally, asked.out):
        out.print(sentence, soft_wrap=True)
    if tally.ungraded_checks or tally.failed:
        return OURS
    return USAGE if tally.changing else FULL


def level_of(wanted: str) -> Level:
    """Return the isolation level that is asked for. Raises BatchError where this machine gets less."""
    best = best_level()
    level = best if wanted == "best" else Level[wanted]
    if best < level:
        raise BatchError(
            f"this machine gets the isolation level {best.name} and not {wanted}: `grade doctor` says why, "
            f"`--isolation {best.name}` grades with less protection"
        )
    return level


def grade_class(plan: Plan, asked: Asked, book: Gradebook, hand_ins: Sequence[HandIn], out: Console) -> Tally:
    """Grade under a progress bar; what needs a look is printed as it comes."""
    shown = terminal.console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task("grading", total=len(hand_ins))

        say = partial(say_on, bar.console if shown.is_terminal else out)
        batch = Batch(plan, book, lambda row: write_student(asked.out, row, asked.templates), say, asked.fresh)
        return batch.run(hand_ins, lambda: engine(asked, plan, say), lambda: bar.advance(task))


def say_on(console: Console, student: str, sentence: str) -> None:
    """Print what needs a look."""
    console.print(inert(f"{plain(student, 60)}: {plain(sentence, 300)}"), soft_wrap=True)


@contextmanager
def engine(asked: Asked, plan: Plan, say: Say) -> Iterator[Engine]:
    """Start the engine that is asked for; the reference's transcript is recorded by it, twice, and shared."""

    def unsettled(case: str) -> None:
        say("reference", f"{case} does not do the same twice: nobody is graded on it")

    setup = Setup(
        course=plan.course,
        slugs=tuple(exercise.slug for exercise in plan.exercises),
        level=plan.level,
        devices=devices_of(asked.device),
        jobs=asked.jobs,
        gpu_share=asked.gpu_share,
        address=asked.ray_address,
        unsettled=unsettled,
    )
    with engine_of(asked.engine, setup) as started:
        for device, why in started.absent.items():
            say(device, f"not there, and not graded on: {why}")
        yield started


class Rate(TextColumn):
    """How many submissions a minute."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """Write the rate, once there is one."""
        return Text(f"{task.speed * 60:.0f} a minute" if task.speed else "")


def note_similar(book: Gradebook, course: Course, hand_ins: Sequence[HandIn], say: Say) -> None:
    """Look for submissions that are alike. Raises SimilarityError where the library for it is not installed."""
    own: dict[str, frozenset[int]] = {}
    for one in hand_ins:
        try:
            files = read_hand_in(one, course).files.values()
            own[one.student] = fingerprints([content.decode("utf-8", "replace") for content in files])
        except SubmissionError:
            continue  # told when it was graded
        except InputError:
            raise
        except Exception as error:
            fault = fault_of(error)
            logger.error("%r: %s", one.student, fault.details)
            say(one.student, f"left out of the search for submissions that are alike: {fault.sentence}")
    stubs = [exercise.stub.read_text(encoding="utf-8") for exercise in course.exercises]
    pairs = similar_pairs(own, fingerprints(stubs))
    book.put_similar(pairs)


def note_policy(book: Gradebook, due: datetime | None, penalty: float | None) -> None:
    """Keep what was said of lateness; what is not said again stays."""
    about = book.about
    before = about.policy
    percent = before.percent_a_day if penalty is None else penalty
    book.put_about(replace(about, policy=LatePolicy(due or before.due, percent)))


def note_roll(book: Gradebook, roll: Roll, is_listed: bool) -> list[str]:
    """Keep who handed in and who did not; return whose hand-in is no longer there since the last run.

    is_listed: whether there is a class list; without one whoever was absent before stays so.
    """
    before, known = set(book.students), book.identities
    present = {one.student: one.identity for one in roll.hand_ins}
    absent = {listed.student: listed.identity for listed in roll.absent}
    if not is_listed:
        absent = {student: known[student] for student in book.absent}
        present = {student: identity.filled_from(known.get(student, identity)) for student, identity in present.items()}
    book.put_roll(present, absent)
    return [student for student in book.gone if student in before]


def farewells(book: Gradebook, gone: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Say of each whose hand-in is gone what becomes of it."""
    keys = {student: parsed_key(text) for student, text in book.keys().items()}
    contents = {key.content: student for student, key in keys.items() if key and student in set(book.students)}
    for student in gone:
        key = keys[student]
        twin = contents.get(key.content) if key else None
        more = f"; {twin} handed in the same" if twin else ""
        kept = ", with the points set by hand," if book.overrides(student) else ""
        yield (
            student,
            f"no longer among the hand-ins{more}: left out of all reports, and kept{kept} until it comes back",
        )


def tell_all(sentences: Iterable[tuple[str, str]], say: Say) -> None:
    """Say and log what there is to tell of the class before it is graded."""
    for subject, sentence in sentences:
        logger.warning("%r: %s", subject, sentence)
        say(subject, sentence)


def due_time(text: str | None) -> datetime | None:
    """Read --due. Raises RosterError."""
    try:
        return parse_time(text) if text else None
    except ValueError:
        raise RosterError(f"--due {text!r} is no date and time, such as '2026-11-30 23:59'") from None


def summary(tally: Tally, out: Path) -> Iterator[str]:
    """Sum up a run, and say where the reports are."""
    yield f"{tally.graded} graded, {tally.kept} unchanged since the last run, of {tally.found} submissions."
    if tally.unreadable:
        yield f"{tally.unreadable} could not be read and have no points."
    if tally.changing + tally.failed:
        yield f"{tally.changing + tally.failed} not graded; run the same command again."
    if tally.ungraded_checks:
        yield f"{tally.ungraded_checks} checks are ungraded, our own failure: these results are not final."
    yield f"Gradebook: {out / GRADEBOOK_CSV}"
    yield f"Dashboard: {out / DASHBOARD}"


def override(out: Path, student: str, check: str, given: float | None, why: str) -> int:
    """Give points by hand for one check, or take that back where `given` is None; write the reports again."""
    open_gradebook(out).close()
    with claimed(out) as book:
        row = book.row(student)
        if row is None:
            raise OverrideError(f"{out} has no student {student!r}{nearest(student, book.students)}")
        known = checks_by_name(row.result)
        if check not in known:
            raise OverrideError(f"there is no check {check!r}{nearest(check, known)}")
        if given is None:
            book.withdraw(student, check)
        elif not 0 <= given <= known[check].possible:
            raise OverrideError(f"{check} is worth 0 to {known[check].possible:g} points, not {given:g}")
        else:
            book.override(student, Override(check, given, why))
        logger.info("%r: %s set by hand to %s (%s)", student, check, given, why)
        failed = write_class(book, out, partial(say_on, terminal.console(stderr=True)))
        row = book.row(student)
        assert row is not None
    terminal.console().print(f"{student}: {score(row.standing.points, row.standing.possible)}")
    return OURS if failed else FULL
