"""`grade batch`: a class in, a gradebook and its reports out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from tensorgrade.answers.fingerprint import kit_key
from tensorgrade.answers.keys import course_key
from tensorgrade.classroom import engines
from tensorgrade.classroom.about import Setting
from tensorgrade.classroom.at_due import as_due
from tensorgrade.classroom.batch import Batch, Plan, Say, Tally
from tensorgrade.classroom.claim import BatchError, batch_seed, check_class, claimed, drawn_seed, logger, written_place
from tensorgrade.classroom.concepts import keep_concepts, keep_snapshot
from tensorgrade.classroom.database import FILE
from tensorgrade.classroom.farewells import farewells, note_roll
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.groups import keep_groups
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.lateness import late_rules, note_extensions, policy_of, timezone_before, zone_of
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roll import call_roll, share_of
from tensorgrade.classroom.roster import Roster, read_roster
from tensorgrade.classroom.shards import Part, Shard, ShardError, check_share, shard_of
from tensorgrade.classroom.similar import fingerprints, similar_pairs
from tensorgrade.classroom.work import Engine, Setup, engine_of
from tensorgrade.commands.options import assignment_option, course_option, device_option, exercises_option
from tensorgrade.commands.regrade import RegradeOptions, regrade
from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.course.settings import LateRules
from tensorgrade.discovery import names_in
from tensorgrade.execution.options import devices_of
from tensorgrade.exits import InputError, Status, fault_of
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.submission.read import SubmissionError
from tensorgrade_reports.class_files import DASHBOARD, GRADEBOOK_CSV, write_class, write_student
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.progress import class_progress
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where the gradebook is.")
@assignment_option
@exercises_option
@click.option("--jobs", type=click.IntRange(1, 256), help="Grade so many at a time; as many as there are cores.")
@click.option("--engine", type=click.Choice(names_in(engines)), default="local", show_default=True)
@click.option("--ray-address", metavar="ADDRESS", help="Join this Ray; without it one is started here.")
@click.option(
    "--isolation",
    type=click.Choice(["sealed", "confined", "separate", "best"]),
    default="sealed",
    show_default=True,
    help="How far submissions are shut in (docs/security.md); `best` takes what this machine gets.",
)
@device_option
@click.option(
    "--gpu-share",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Where there is CUDA: how many submissions share a GPU at a time.",
)
@click.option("--fresh", is_flag=True, help="Grade all again, on a new seed.")
@click.option("--seed", type=int, help="Draw the checks' inputs from this seed; without it, from the batch's own.")
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help="The class list.")
@click.option("--shard", metavar="K/N|auto", help="Grade one of N shares; `auto` asks Slurm, GitLab or Kubernetes.")
@click.option("--similar", is_flag=True, help="Look for submissions that are alike: a hint, never a verdict.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates of the reports.")
@click.option("--due", metavar="TIME", help="When the work was due, such as '2026-11-30 23:59'; a date means its end.")
@click.option("--penalty", type=click.FloatRange(0, 100), metavar="PERCENT", help="Of the points, for each day late.")
@click.option("--timezone", metavar="ZONE", help="Whose calendar counts, such as Europe/Berlin; else this machine's.")
@click.option("--grace", type=click.IntRange(0), metavar="MINUTES", help="So long after it was due is still in time.")
@click.option("--slip-days", type=click.IntRange(0), metavar="N", help="So many days late cost nothing.")
@click.option("--late-cap", type=click.FloatRange(0, 100), metavar="PERCENT", help="Lateness costs no more than this.")
@click.option("--extensions", type=click.Path(path_type=Path), metavar="CSV", help="What single students are given.")
@click.option("--at-due", is_flag=True, help="Of a clone take the student's last commit up to when it was due.")
@click.option("--anonymous", is_flag=True, help="Write a dashboard without names, too, for a screen in class.")
@course_option
def command(jobs: int | None, **asked: Any) -> Status:
    """Grade a class: one folder, archive, .py file or notebook a student in SUBMISSIONS. Goes on where it stopped."""
    late = LateRules(**{name: asked.pop(name) for name in LateRules.__struct_fields__})
    return run_batch(BatchOptions(jobs=jobs or os.cpu_count() or 1, late=late, **asked))


@dataclass(frozen=True)
class BatchOptions:
    """What the command line asks of a batch."""

    submissions: Path
    out: Path
    exercises: tuple[str, ...] = ()
    assignment: str | None = None
    course: Path | None = None
    jobs: int = 1
    engine: str = "local"
    ray_address: str | None = None
    fresh: bool = False
    seed: int | None = None
    roster: Path | None = None
    late: LateRules = field(default_factory=LateRules)
    extensions: Path | None = None
    at_due: bool = False
    isolation: str = "sealed"
    device: str = "all"
    gpu_share: int = 1
    shard: str | None = None
    similar: bool = False
    anonymous: bool = False
    templates: Path | None = None


def run_batch(asked: BatchOptions) -> Status:
    """Grade a class; print what needs a look and a summary. Return the exit status."""
    if part := part_of_gradebook(asked):
        return regrade(part)
    shard = shard_asked(asked)
    read = read_course(asked.course.resolve() if asked.course else find_course(Path()))
    course, slugs = read.asked(asked.exercises, asked.assignment)
    exercises = course.chosen(slugs)
    rules = late_rules(asked.late, course, asked.assignment)
    zone = zone_of(timezone_before(asked.out) if rules.timezone is None else rules.timezone)
    roster = read_roster(asked.roster, zone) if asked.roster else Roster()
    intake = find_hand_ins(asked.submissions, [listed.identity.login for listed in roster.students])
    whole = call_roll(intake.hand_ins, roster)
    roll = share_of(whole, shard)
    hand_ins: Sequence[HandIn] = roll.hand_ins
    level = level_of(asked.isolation)
    out = terminal.console()
    say = partial(say_on, out)
    with claimed(asked.out) as book:
        check_share(book.path, book.part, shard, None if asked.fresh or shard == Shard() else asked.seed)
        check_class(book, asked.submissions, [exercise.slug for exercise in exercises], roll.present)
        setting = Setting(str(course.root), level.name, asked.device, asked.assignment or "")
        book.put_about(replace(book.about, policy=policy_of(rules, book.about.policy), setting=setting))
        gone = note_roll(book, roll, bool(roster.students))
        notes = note_extensions(book, asked.extensions, whole.missing | whole.present, shard)
        if asked.at_due:
            hand_ins = as_due(hand_ins, book.about.policy, book.extensions)
        plan = replace(plan_of(asked, book, course, exercises, level), is_chosen=bool(slugs))
        book.put_part(Part(shard, kit_key(), plan.key, level.name, asked.device, plan.seed))
        logger.info("batch of %d submissions begins, seed %d", len(hand_ins), plan.seed)
        told = [*intake.passed_over, *whole.notes, *notes]
        tell_all([(subject, note) for subject, note in told if shard.has(subject)], say)  # one shard tells each
        tally = grade_class(plan, asked, book, hand_ins, out)
        tell_all(farewells(book, gone), say)
        tally.failed += conclude(asked, book, course, hand_ins, say)
        logger.info("batch ends: %s", tally)
    for sentence in summary(tally, asked.out):
        out.print(sentence, soft_wrap=True)
    if tally.ungraded_checks or tally.failed:
        return Status.ours
    return Status.usage if tally.changing else Status.done


def part_of_gradebook(asked: BatchOptions) -> RegradeOptions | None:
    """Return what runs some exercises of a graded class anew, where they are all that is asked for; else None."""
    bare = BatchOptions(asked.submissions, asked.out, asked.exercises, course=asked.course, jobs=asked.jobs)
    is_bare = asked.exercises and replace(asked, isolation=bare.isolation, seed=None) == bare
    if not is_bare or not (asked.out / FILE).is_file():
        return None
    with closing(open_gradebook(asked.out)) as book:
        about = book.about
    is_same = about.submissions == written_place(asked.submissions) and asked.seed in (None, about.seed)
    is_part = is_same and set(asked.exercises) < set(about.exercises)
    return RegradeOptions(asked.out, asked.exercises, True, asked.jobs, asked.course) if is_part else None


def conclude(asked: BatchOptions, book: Gradebook, course: Course, hand_ins: Sequence[HandIn], say: Say) -> int:
    """Look at the graded class as a whole, and write its files; return how many students made one of them fail."""
    keep_groups(book, course)
    keep_concepts(book, course)
    if asked.similar:
        note_similar(book, course, hand_ins, say)
    failed = write_class(book, asked.out, say, asked.templates, asked.anonymous)
    keep_snapshot(book)
    return failed


def shard_asked(asked: BatchOptions) -> Shard:
    """Return the share that is asked for, the whole class where none is. Raises ShardError."""
    if asked.shard is None:
        return Shard()
    if asked.seed is None:
        raise ShardError("all shards of a class are graded on one seed: give each of them the same --seed")
    if asked.similar:
        raise ShardError("--similar looks at a whole class: give it to a batch on what grade merge made")
    return shard_of(asked.shard, os.environ)


def plan_of(
    asked: BatchOptions, book: Gradebook, course: Course, exercises: tuple[Exercise, ...], level: Level
) -> Plan:
    """Decide what to grade on; the seed is kept in the gradebook."""
    seed = batch_seed(book, asked.seed, asked.fresh)
    new_seed = drawn_seed() if asked.seed is None else seed
    key = course_key(course, exercises, level.name, asked.device)
    return Plan(course, exercises, seed, new_seed, key, level)


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


def grade_class(plan: Plan, asked: BatchOptions, book: Gradebook, hand_ins: Sequence[HandIn], out: Console) -> Tally:
    """Grade under a progress bar; what needs a look is printed as it comes."""
    shown = terminal.console(stderr=True)
    with class_progress(shown, len(hand_ins)) as bar:
        say = partial(say_on, bar.console if shown.is_terminal else out)
        batch = Batch(plan, book, lambda row: write_student(asked.out, row, asked.templates), say, asked.fresh)
        tally = batch.tally
        try:
            return batch.run(hand_ins, lambda: engine(asked, plan, say), lambda: bar.step(tally.graded + tally.failed))
        except KeyboardInterrupt:
            told = f"{tally.graded + tally.kept} of {len(hand_ins)} graded; run the same command again to go on."
            bar.console.print(told, soft_wrap=True)
            raise


@contextmanager
def engine(asked: BatchOptions, plan: Plan, say: Say) -> Iterator[Engine]:
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


def note_similar(book: Gradebook, course: Course, hand_ins: Sequence[HandIn], say: Say) -> None:
    """Look for submissions that are alike. Raises SimilarityError where the library for it is not installed."""
    own: dict[str, frozenset[int]] = {}
    for hand_in in hand_ins:
        try:
            files = read_hand_in(hand_in, course).files
            sources = [content.decode("utf-8", "replace") for name, content in files.items() if name.endswith(".py")]
            own[hand_in.student] = fingerprints(sources)
        except SubmissionError:
            continue  # told when it was graded
        except InputError:
            raise
        except Exception as error:
            fault = fault_of(error)
            logger.error("%r: %s", hand_in.student, fault.details)
            say(hand_in.student, f"left out of the search for submissions that are alike: {fault.sentence}")
    stubs = [exercise.stub.read_text(encoding="utf-8") for exercise in course.exercises]
    pairs = similar_pairs(own, fingerprints(stubs))
    book.put_similar(pairs)


def tell_all(sentences: Iterable[tuple[str, str]], say: Say) -> None:
    """Say and log what there is to tell of the class before it is graded."""
    for subject, sentence in sentences:
        logger.warning("%r: %s", subject, sentence)
        say(subject, sentence)


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
