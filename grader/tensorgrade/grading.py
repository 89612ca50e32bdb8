"""Grade submissions of a course: run the checks on each and on the reference, and score the difference.

A Grader holds what all submissions share: the launcher, the cases, and the trusted side (answers.reference).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from tensorgrade.answers.answer_key import AnswerKey, is_there
from tensorgrade.answers.reference import Reference
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.run import MEMORY_BYTES, Keep, run
from tensorgrade.execution.shares import shares
from tensorgrade.execution.time import Budget
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.judgement.judge import checks_in, ungraded
from tensorgrade.pipeline import PUBLISHED_SEED, Scored, Trial, judge_transcripts, score_all
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import DEVICES, CollectedCase, Subject
from tensorgrade.protocol.transcript import Transcript, nothing
from tensorgrade.scoring.result import Isolation, SubmissionResult
from tensorgrade.shelf import Shelf
from tensorgrade.submission.read import Submission, read_submission

Progress = Callable[[int, int], None]
Tell = Callable[[CollectedCase], None]


@dataclass(frozen=True)
class Graded:
    """A result with what only the person who runs the grader should see: why checks are ungraded."""

    result: SubmissionResult
    faults: tuple[str, ...]


class Grader:
    """Grades submissions of one course, on the chosen exercises. Use as a context manager.

    Submissions run at the isolation level `level`, each in up to `workers` processes at a time; references and known
    mistakes run in a launcher of their own, so that no process that runs a student's code was ever near a solution.
    At `separate` one launcher serves both. With a `launcher` that already runs, that one is used, and left running.
    """

    def __init__(
        self,
        course: Course,
        slugs: Sequence[str] = (),
        launcher: Launcher | None = None,
        level: Level = Level.separate,
        workers: int = 1,
        devices: Sequence[str] = DEVICES,
    ) -> None:
        """Start a launcher. Raises CourseError when the course cannot be graded.

        devices: those that are there of these are used. One by itself has to be there.
        """
        self.course = course
        self.exercises = course.chosen(slugs)
        key = answer_key(course, self.exercises)
        if key is not None:
            devices = keyed(devices, key)
        chosen = [exercise.slug for exercise in self.exercises]
        self.level = launcher.level if launcher else level
        self._workers = workers
        self._given = launcher
        self._launcher = launcher or Launcher(course.root, devices, chosen, level)
        self._trusted = self._launcher if self._launcher.level is Level.separate else None
        self._cases: tuple[CollectedCase, ...] | None = None
        self._lock = threading.Lock()
        self.reference = key or Reference(
            course, self.exercises, lambda: self.cases, self.trusted, self._launcher.devices
        )

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def trusted(self) -> Launcher:
        """Return the launcher for our own code; where submissions are shut in it is another, started when needed."""
        with self._lock:
            if self._trusted is None:
                chosen = [exercise.slug for exercise in self.exercises]
                self._trusted = Launcher(self.course.root, self._launcher.devices, chosen)
            return self._trusted

    def close(self) -> None:
        """End the launchers that are the grader's own."""
        for launcher in {self._launcher, self._trusted}:
            if launcher is not None and launcher is not self._given:
                launcher.close()

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices that cases run on; waits for the launcher."""
        return self._launcher.collection.devices

    @property
    def absent(self) -> dict[str, str]:
        """Say why devices that were asked for are not there; CUDA is missed by nobody who did not ask for it alone."""
        return {name: why for name, why in self._launcher.collection.absent.items() if name != "cuda"}

    @property
    def cases(self) -> tuple[CollectedCase, ...]:
        """All cases; waits for the launcher.

        Raises CourseError when a check is broken, LauncherError when it cannot start.
        """
        if self._cases is None:
            self._cases = tuple(collect(self._launcher, self.exercises))
        return self._cases

    def grade(
        self, submission: Submission, seed: int, progress: Progress | None = None, only: Sequence[str] = ()
    ) -> Graded:
        """Grade a submission on inputs drawn from `seed`, on some of the grader's exercises or on all.

        progress: hears how many of all cases are done.
        """
        exercises, cases = self.chosen(only)
        shelf, budget = Shelf(), Budget()
        actual = self.run_both(submission, seed, progress, cases, shelf, budget)
        trial = Trial(
            exercises,
            cases,
            seed,
            known=lambda exercise, function: self.reference.known(exercise, function, seed),
            expected=self.reference.expected,
            again=partial(self.run_again, submission, shelf, budget),
            has_room=budget.has_room,
            files=submission.files,
        )
        return self.written(submission.name, seed, judge_transcripts(trial, actual))

    def ungraded(self, name: str, seed: int, fault: str, only: Sequence[str] = ()) -> Graded:
        """Return the result of a submission that we failed to grade: no check of it is."""
        exercises, cases = self.chosen(only)
        judged = [ungraded(check, fault) for check in checks_in(cases)]
        return self.written(name, seed, Scored(score_all(exercises, judged, {}), (fault,)))

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
        self._launcher.make_ready(self._workers, MEMORY_BYTES)

    def run_again(
        self, submission: Submission, shelf: Shelf, budget: Budget, seed: int, cases: Sequence[CollectedCase]
    ) -> Transcript:
        """Run some cases on a submission that was run before."""
        expected: Future[Transcript] = Future()
        expected.set_result(self.reference.expected(seed))
        return self.run_own(submission, seed, budget, partial(shelf.keep, expected), cases)

    def run_own(
        self,
        submission: Submission,
        seed: int,
        budget: Budget,
        keep: Keep,
        cases: Sequence[CollectedCase],
        tell: Tell | None = None,
    ) -> Transcript:
        """Run some cases on a submission."""
        subject = Subject(files=dict(submission.files), seed=seed, memory=MEMORY_BYTES)
        return run(self._launcher, subject, cases, tell, keep, budget)

    def run_both(
        self,
        submission: Submission,
        seed: int,
        progress: Progress | None,
        cases: Sequence[CollectedCase],
        shelf: Shelf,
        budget: Budget,
    ) -> Transcript:
        """Return the submission's transcript of `cases`, and have the reference's at hand.

        Where the reference has to be run they run at the same time; else the submission's exercises do.
        """
        fresh = not self.reference.has(seed)
        if fresh:
            self.trusted()  # while the other launcher imports torch, too
        unreadable = {one.slug: problem for one in self.exercises if (problem := absent(one, submission))}
        runnable = [case for case in cases if case.exercise not in unreadable]
        total = len(runnable) + (len(self.cases) if fresh else 0)
        done = 0

        def tell(case: CollectedCase) -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, total)

        with ThreadPoolExecutor(self._workers + 1) as pool:
            reference = pool.submit(self.expected_for, budget, cases, seed, tell)
            parts = [runnable] if fresh else shares(runnable, reference.result(), self._workers)
            keep = partial(shelf.keep, reference)
            own = [pool.submit(self.run_own, submission, seed, budget, keep, part, tell) for part in parts]
            reference.result()
            actual = [part.result() for part in own]
        found = {case.id: nothing(case.id, *unreadable[case.exercise]) for case in cases if case.exercise in unreadable}
        for part in actual:
            found |= part.cases
        return Transcript(found)

    def expected_for(self, budget: Budget, cases: Sequence[CollectedCase], seed: int, tell: Tell) -> Transcript:
        """Return the reference's transcript, and let a submission take as long as its time allows."""
        expected = self.reference.expected(seed, tell)
        budget.follow(sum(expected.of(case.id).record.seconds for case in cases))
        return expected


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


def answer_key(course: Course, exercises: Sequence[Exercise]) -> AnswerKey | None:
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
    return AnswerKey(course, exercises)


def keyed(devices: Sequence[str], key: AnswerKey) -> tuple[str, ...]:
    """Return those of the devices that a key has answers for. Raises CourseError for none."""
    found = tuple(device for device in devices if device in key.devices)
    if not found:
        raise CourseError(
            f"the answer key holds no answers for {' and '.join(devices)}, only for {', '.join(key.devices)}"
        )
    return found


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


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
