"""Grade submissions of a course: run the checks on each and on the reference, and score the difference.

A Grader holds what all submissions share: the launcher, the cases, and the trusted side (answers.reference).
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self, cast

from msgspec.structs import replace

from tensorgrade.answers.answer_key import is_there
from tensorgrade.answers.keyed_reference import KeyedReference, keyed_reference
from tensorgrade.answers.live_reference import LiveReference
from tensorgrade.answers.reference import PUBLISHED_SEED, Reference
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.settings import lacking_packages
from tensorgrade.execution.launcher import Launcher, launcher_for
from tensorgrade.execution.pair import LauncherPair
from tensorgrade.execution.run import MEMORY_BYTES
from tensorgrade.exits import LauncherError
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.judgement.judge import checks_in, ungraded
from tensorgrade.pipeline import Scored, Trial, judge_transcripts, score_all
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import DEVICES, CollectedCase
from tensorgrade.scoring.result import Isolation, SubmissionResult
from tensorgrade.sitting import Count, Places, Progress, Sitting
from tensorgrade.submission.read import Submission, read_submission


@dataclass(frozen=True)
class Graded:
    """A result with what only the person who runs the grader should see: why checks are ungraded."""

    result: SubmissionResult
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Started:
    """What a grader has started: the launchers, and what submissions are judged against."""

    launchers: LauncherPair
    reference: Reference


class Grader:
    """Grades submissions of one course, on the chosen exercises. Use as a context manager, or start and close it.

    Submissions run at the isolation level `level`, each in up to `workers` processes at a time; references and known
    mistakes run in a launcher of their own (tensorgrade.execution.pair).
    """

    def __init__(
        self,
        course: Course,
        slugs: Sequence[str] = (),
        level: Level = Level.separate,
        workers: int = 1,
        devices: Sequence[str] = DEVICES,
    ) -> None:
        """Begin with nothing started. Raises CourseError for an exercise that is not there.

        devices: those that are there of these are used. One by itself has to be there.
        """
        self.course = course
        self.exercises = course.chosen(slugs)
        self.level = level
        self._workers = workers
        self._asked = tuple(devices)
        self._lent: Launcher | None = None
        self._started: Started | None = None
        self._cases: tuple[CollectedCase, ...] | None = None

    @classmethod
    def on(cls, launcher: Launcher, course: Course, slugs: Sequence[str] = ()) -> Self:
        """Return a grader that uses a launcher that runs already, and leaves it running."""
        grader = cls(course, slugs, launcher.options.level, devices=launcher.options.devices)
        grader._lent = launcher
        return grader

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> Self:
        """Start a launcher, once; return the grader itself. Raises CourseError when the course cannot be graded."""
        if self._started is None:
            check_packages(self.course)
            key = answer_key(self.course, self.exercises)
            devices = keyed(self._asked, key) if key is not None else self._asked
            chosen = [exercise.slug for exercise in self.exercises]
            launcher = self._lent or launcher_for(self.course.root, devices, chosen, self.level)
            launchers = LauncherPair(launcher, is_lent=self._lent is not None)
            launchers.start()
            live = LiveReference(self.course, self.exercises, lambda: self.cases, launchers.trusted, devices)
            self._started = Started(launchers, key or live)
        return self

    def close(self) -> None:
        """End the launchers that are the grader's own."""
        if self._started is not None:
            self._started.reference.close()
            self._started.launchers.close()

    @property
    def running(self) -> Started:
        """What a grader has once it is started. Raises LauncherError before that."""
        if self._started is None:
            raise LauncherError("the grader was not started")
        return self._started

    @property
    def reference(self) -> Reference:
        """What submissions are judged against."""
        return self.running.reference

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices that cases run on; waits for the launcher."""
        return self.running.launchers.students.collection.devices

    @property
    def absent(self) -> dict[str, str]:
        """Say why devices that were asked for are not there; CUDA is missed by nobody who did not ask for it alone."""
        absent = self.running.launchers.students.collection.absent
        return {name: why for name, why in absent.items() if name != "cuda"}

    @property
    def cases(self) -> tuple[CollectedCase, ...]:
        """All cases; waits for the launcher.

        Raises CourseError when a check is broken, LauncherError when it cannot start.
        """
        if self._cases is None:
            self._cases = tuple(collect(self.running.launchers.students, self.exercises))
        return self._cases

    def grade(
        self, submission: Submission, seed: int, progress: Progress | None = None, only: Sequence[str] = ()
    ) -> Graded:
        """Grade a submission on inputs drawn from `seed`, on some of the grader's exercises or on all.

        progress: hears how many of all cases are done.
        """
        exercises, cases = self.chosen(only)
        running = self.running
        sitting = Sitting(submission, running.launchers, running.reference, self._workers)
        unreadable = {exercise.slug: problem for exercise in exercises if (problem := absent(exercise, submission))}
        runnable = sum(case.exercise not in unreadable for case in cases)
        recorded = running.reference.has(seed)
        count = Count(progress, runnable + (0 if recorded else len(self.cases)))
        trial = Trial(
            exercises,
            cases,
            seed,
            known=partial(running.reference.known, seed),
            expected=running.reference.expected,
            again=sitting.run_again,
            has_room=sitting.budget.has_room,
            files=submission.files,
            follow=sitting.follow,
            place=Places(submission.cells).place,
        )
        actual = sitting.run(seed, cases, unreadable, recorded, count.tell)
        graded = self.written(submission.name, seed, judge_transcripts(trial, actual))
        told = replace(graded.result, chosen=submission.chosen, passed_over=submission.notes)
        return Graded(told, graded.faults)

    def ungraded(self, name: str, seed: int, fault: str, only: Sequence[str] = ()) -> Graded:
        """Return the result of a submission that we failed to grade: no check of it is."""
        exercises, cases = self.chosen(only)
        judged = [ungraded(check, fault) for check in checks_in(cases)]
        return self.written(name, seed, Scored(score_all(exercises, judged, {}, {}), (fault,)))

    def chosen(self, only: Sequence[str]) -> tuple[list[Exercise], list[CollectedCase]]:
        """Return the exercises that are named, or all, with their cases."""
        exercises = [exercise for exercise in self.exercises if not only or exercise.slug in only]
        return exercises, [case for case in self.cases if not only or case.exercise in only]

    def written(self, name: str, seed: int, scored: Scored) -> Graded:
        """Write the result of a submission."""
        result = SubmissionResult(
            schema="grade/1",
            submission=name,
            device=",".join(self.devices),
            seed=seed,
            isolation=cast(Isolation, self.level.name),
            points=rounded(sum(exercise.points for exercise in scored.exercises)),
            possible=rounded(sum(exercise.possible for exercise in scored.exercises)),
            exercises=scored.exercises,
        )
        return Graded(result, scored.faults)

    def make_ready(self) -> None:
        """Have the next submission's workers wait for it."""
        self.running.launchers.students.make_ready(self._workers, MEMORY_BYTES)


def grade(
    submission: Path | str,
    course: Path | str | None = None,
    exercises: Sequence[str] = (),
    seed: int = PUBLISHED_SEED,
    level: Level | None = None,
) -> SubmissionResult:
    """Grade what was handed in at a path, as `grade run` does.

    course: the folder of the course; without it the one that the submission lies in, else the kit's own. exercises:
    slugs, or none for all. level: how far the code is shut in; without it as far as this machine can. Raises InputError
    for what cannot be read, LauncherError where the grader itself fails.
    """
    path = Path(submission)
    chosen = read_course(Path(course).resolve() if course is not None else find_course(path))
    handed_in = read_submission(path, chosen)
    isolation = best_level() if level is None else level
    with Grader(chosen, exercises, level=isolation, workers=os.cpu_count() or 1) as grader:
        return grader.grade(handed_in, seed).result


def check_packages(course: Course) -> None:
    """Raise CourseError unless the packages are installed that the course offers to students."""
    if lacking := lacking_packages(course.settings):
        raise CourseError(
            f"the course offers {', '.join(lacking)}, which is not installed here: {sys.executable} -m pip install "
            + " ".join(f"'{package}'" for package in lacking)
        )


def answer_key(course: Course, exercises: Sequence[Exercise]) -> KeyedReference | None:
    """Return the answer key where there are no references.

    Raises CourseError where there is neither, or the key cannot be used.
    """
    lacking = [exercise.file for exercise in exercises if exercise.reference is None]
    if not lacking:
        return None
    if not is_there(course):
        raise CourseError(
            f"{course.root} has no reference solution to grade against: solutions/{lacking[0]} is missing"
        )
    return keyed_reference(course, exercises)


def keyed(devices: Sequence[str], key: KeyedReference) -> tuple[str, ...]:
    """Return those of the devices that a key has answers for. Raises CourseError for none."""
    offered = tuple(device for device in devices if device in key.devices)
    if not offered:
        raise CourseError(
            f"the answer key holds no answers for {' and '.join(devices)}, only for {', '.join(key.devices)}"
        )
    return offered


def devices_of(choice: str) -> tuple[str, ...]:
    """Return the devices that `--device` asks for: all that there are, or one."""
    return DEVICES if choice == "all" else (choice,)


def collect(launcher: Launcher, exercises: Sequence[Exercise]) -> list[CollectedCase]:
    """Return the cases of `exercises`, exercise by exercise, public checks first.

    Raises CourseError when a check is broken.
    """
    collection = launcher.collection
    if not collection.devices:
        raise CourseError("; ".join(f"{device} is not there: {why}" for device, why in collection.absent.items()))
    if collection.problems:
        raise CourseError(f"the checks cannot be collected: {collection.problems[0]}")
    order = {exercise.slug: exercise.number for exercise in exercises}
    cases = [case for case in collection.cases if case.exercise in order]
    return sorted(cases, key=lambda case: (order[case.exercise], case.visibility == "hidden"))


def absent(exercise: Exercise, submission: Submission) -> tuple[EndingKind, str] | None:
    """Say why an exercise's file cannot be run at all; None when it is there."""
    if exercise.file in submission.problems:
        return EndingKind.IMPORT_FAILED, submission.problems[exercise.file]
    if exercise.file not in submission.files:
        return EndingKind.NOT_ATTEMPTED, f"the submission has no {exercise.file}"
    return None


def with_missing_told(submission: Submission, exercises: Sequence[Exercise]) -> Submission:
    """Return a submission that tells, each in one sentence, which of some exercises it has no file of."""
    there = {*submission.files, *submission.problems}
    missing = [exercise for exercise in exercises if exercise.file not in there]
    told = (f"{exercise.file} is not there: {exercise.slug} counts 0 points" for exercise in missing)
    return dataclasses.replace(submission, notes=(*submission.notes, *told))


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
