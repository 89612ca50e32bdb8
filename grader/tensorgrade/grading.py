"""Grade submissions of a course: run the checks on each and on the reference, and score the difference.

A Grader holds what all submissions share: the launcher, the cases, and the trusted side (answers.reference).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self, cast

from msgspec.structs import replace

from tensorgrade.answers.keyed_reference import key_in_place_of_references
from tensorgrade.answers.live_reference import LiveReference
from tensorgrade.answers.reference import PUBLISHED_SEED, Reference
from tensorgrade.course.catalogue import Course, Exercise, check_packages, find_course, read_course
from tensorgrade.execution.launcher import Launcher, collect, launcher_for
from tensorgrade.execution.pair import LauncherPair
from tensorgrade.execution.relay import Relay
from tensorgrade.execution.run import MEMORY_BYTES
from tensorgrade.exits import LauncherError
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.judgement.judge import Judged, checks_in, ungraded
from tensorgrade.kept_runs import SecondRuns, packed_runs, runs_of, with_seconds
from tensorgrade.pipeline import Known, Scored, Trial, judge_transcripts, score_all
from tensorgrade.protocol.messages import DEVICES, CollectedCase
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.scoring.behaviour import Behaviour, behaviours_of
from tensorgrade.scoring.result import Isolation, SubmissionResult
from tensorgrade.sitting import Count, Places, Progress, Sitting
from tensorgrade.submission.missing import absent
from tensorgrade.submission.read import Submission, read_submission

NOTHING_SETTLED: Mapping[str, float] = {}


@dataclass(frozen=True)
class Graded:
    """A result with what only the person who runs the grader should see.

    faults: why checks are ungraded. behaviours, runs: where the grader keeps runs, how each function failed, and what
    the submission left, packed (tensorgrade.kept_runs). right: the cases of checks that passed and of which there is
    nothing to say, each with its seconds.
    """

    result: SubmissionResult
    faults: tuple[str, ...]
    behaviours: tuple[Behaviour, ...] = ()
    runs: bytes = b""
    right: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Started:
    """What a grader has started: the launchers, and what submissions are judged against, on which devices."""

    launchers: LauncherPair
    reference: Reference
    devices: tuple[str, ...]


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
        keeps_runs: bool = False,
        tries_edits: bool = True,
    ) -> None:
        """Begin with nothing started. Raises CourseError for an exercise that is not there.

        devices: those that are there of these are used. One by itself has to be there. keeps_runs: whether what
        submissions leave is kept, to judge them again. tries_edits: whether small changes are tried of a function that
        nothing explains, which takes up to seconds.
        """
        self.course = course
        self.exercises = course.chosen(slugs)
        self.level = level
        self._workers = workers
        self._asked = tuple(devices)
        self._keeps_runs = keeps_runs
        self._tries_edits = tries_edits
        self._reference_keys: dict[tuple[str, int], str] = {}
        self._lent: Launcher | None = None
        self._started: Started | None = None
        self._cases: tuple[CollectedCase, ...] | None = None

    @classmethod
    def on(cls, launcher: Launcher, course: Course, slugs: Sequence[str] = (), workers: int = 1) -> Self:
        """Return a grader that uses a launcher that runs already, and leaves it running."""
        grader = cls(course, slugs, launcher.options.level, workers, launcher.options.devices)
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
            key = key_in_place_of_references(self.course, self.exercises)
            devices = key.offered(self._asked) if key is not None else self._asked
            chosen = [exercise.slug for exercise in self.exercises]
            launcher = self._lent or launcher_for(self.course.root, devices, chosen, self.level)
            launchers = LauncherPair(launcher, is_lent=self._lent is not None)
            launchers.start()
            live = LiveReference(self.course, self.exercises, lambda: self.cases, launchers.trusted, devices)
            self._started = Started(launchers, key or live, devices)
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
        there = self.running.launchers.students.collection.devices
        return tuple(device for device in there if device in self.running.devices)

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
            collected = collect(self.running.launchers.students, self.exercises)
            self._cases = tuple(case for case in collected if case.device in (None, *self.running.devices))
        return self._cases

    def grade(
        self,
        submission: Submission,
        seed: int,
        progress: Progress | None = None,
        only: Sequence[str] = (),
        forgotten: str = "",
        settled: Mapping[str, float] = NOTHING_SETTLED,
    ) -> Graded:
        """Grade a submission on inputs drawn from `seed`, on some of the grader's exercises or on all.

        progress: hears how many of all cases are done, and of which function the first is that is not. forgotten: a
        known mistake that nothing is named after, as if nobody had written it down. settled: cases that are known
        to be right, with their seconds; they are not run.
        """
        running = self.running
        running.reference.look_up(seed)  # while the launcher still imports torch
        exercises, cases = self.chosen(only)
        sitting = Sitting(submission, running.launchers, running.reference, self._workers)
        unreadable = {exercise.slug: problem for exercise in exercises if (problem := absent(exercise, submission))}
        to_run = [case for case in cases if case.id not in settled]
        runnable = [case for case in to_run if case.exercise not in unreadable]
        recorded = running.reference.has(seed)
        count = Count(progress, runnable, more=0 if recorded else len(self.cases))
        count.show()
        again = SecondRuns(sitting.run_again)
        actual = sitting.run(seed, to_run, unreadable, recorded, count.tell)
        if settled:
            actual = with_settled(actual, running.reference.expected(seed), settled)
        with closing(Relay(lambda: running.launchers.students)) as relay:
            edits = sitting.edit_trials(seed, relay)
            trial = Trial(
                exercises,
                cases,
                seed,
                known=all_but(forgotten, partial(running.reference.known, seed)),
                to_compare=partial(running.reference.to_compare, seed),
                expected=running.reference.expected,
                again=again.run,
                has_room=sitting.budget.has_room,
                files=submission.files,
                mend=edits.mend if self._tries_edits else None,
                follow=sitting.follow,
                place=Places(submission.cells).place,
            )
            scored = judge_transcripts(trial, actual)
        graded = self.written(submission.name, seed, scored)
        result = replace(graded.result, chosen=submission.chosen, passed_over=submission.notes)
        right = right_cases(scored.judged, actual)
        if not self._keeps_runs:
            return Graded(result, graded.faults, right=right)
        keys = {exercise.slug: self.reference_key(exercise, seed) for exercise in exercises}
        runs = runs_of(seed, actual, scored.judged, again.left, keys, edits.found)
        behaviours = behaviours_of(scored.judged, scored.recognised)
        return Graded(result, graded.faults, behaviours, packed_runs(runs), right)

    def reference_key(self, exercise: Exercise, seed: int) -> str:
        """Return the key of the reference's recording; what it follows from is read once."""
        place = (exercise.slug, seed)
        if place not in self._reference_keys:
            self._reference_keys[place] = self.reference.key_of(exercise, seed)
        return self._reference_keys[place]

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


def right_cases(judged: Sequence[Judged], actual: Transcript) -> dict[str, float]:
    """Return the cases of checks that passed, with their seconds, where the whole file could be imported."""
    passed = [check for check in judged if check.outcome == "passed" and not check.advice]
    cases = [case for check in passed for case in check.cases if not actual.left_out.get(case.exercise)]
    return {case.id: actual.of(case.id).record.seconds for case in cases}


def with_settled(actual: Transcript, expected: Transcript, settled: Mapping[str, float]) -> Transcript:
    """Add to a transcript the cases that are known to be right: they left what the reference leaves."""
    right = {case: with_seconds(expected.of(case), seconds) for case, seconds in settled.items()}
    return Transcript({**right, **actual.cases}, actual.left_out)


def all_but(name: str, known: Known) -> Known:
    """Return what gives the known mistakes of a function, but for one."""
    return lambda *asked: [mistake for mistake in known(*asked) if mistake.name != name]


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
