"""Grade submissions of a course: run the checks on each and on the reference, and score the difference.

A Grader holds what all submissions share: the launcher, the cases, and the trusted side (grader.reference).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

from grader.answer_key import AnswerKey, is_there
from grader.catalogue import Course, CourseError, Exercise
from grader.consequences import follow
from grader.dictionary import KnownMistake, recognise
from grader.evidence import Transcript, nothing
from grader.isolation import Level
from grader.launch import Launcher
from grader.protocol import DEVICES, CollectedCase, Subject
from grader.reference import Reference
from grader.results import Isolation, SubmissionResult
from grader.runner import MEMORY_BYTES, run
from grader.score import Judged, Named, judge, score_exercise
from grader.second_look import constant, differing, unnamed
from grader.shares import shares
from grader.submission import Submission
from grader.symptom import DECISIVE, Symptom, symptom_of
from grader.transcript import EndingKind

PUBLISHED_SEED = 0

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
        exercises = [one for one in self.exercises if not only or one.slug in only]
        cases = [case for case in self.cases if not only or case.exercise in only]
        expected, actual = self.run_both(submission, seed, progress, cases)
        judged = judge(cases, expected, actual)

        def known(exercise: Exercise, function: str) -> Sequence[KnownMistake]:
            return self.reference.known(exercise, function, seed)

        recognised = recognise_all(exercises, judged, actual, known)
        for exercise in exercises:
            recognised |= self.second_look(exercise, judged, recognised, submission, seed, (expected, actual))
            recognised |= follow(exercise, judged, recognised, submission.files.get(exercise.file, b""))
        level, devices = cast(Isolation, self.level.name), self.devices
        result = score(submission.name, seed, level, devices, exercises, judged, recognised)
        return Graded(result, tuple(check.broken for check in judged if check.broken))

    def make_ready(self) -> None:
        """Have the next submission's workers wait for it."""
        self._launcher.make_ready(self._workers, MEMORY_BYTES)

    def second_look(
        self,
        exercise: Exercise,
        judged: Sequence[Judged],
        recognised: Mapping[str, Named],
        submission: Submission,
        seed: int,
        transcripts: tuple[Transcript, Transcript],
    ) -> dict[str, Named]:
        """Name answers that change from run to run, that never change, or that are right on the published seed only."""
        found: dict[str, Named] = {}
        expected, actual = transcripts
        for function, symptoms in failing_functions(exercise, judged).items():
            open_cases = unnamed({case: symptom for case, symptom in symptoms.items() if case not in recognised})
            if not open_cases:
                continue
            cases = [case for case in self.cases if case.exercise == exercise.slug and case.function == function]
            again = self.run_own(submission, seed, [case for case in cases if case.id in open_cases])
            changing = differing(list(open_cases), actual, again)
            found |= dict.fromkeys(changing, Named("nondeterministic"))
            if changing:
                continue
            if seed != PUBLISHED_SEED and self.is_right_on_published(submission, cases):
                found |= dict.fromkeys(open_cases, Named("hard-coded-answer"))
            else:
                found |= dict.fromkeys(constant(open_cases, expected, actual), Named("hard-coded-answer"))
        return found

    def is_right_on_published(self, submission: Submission, cases: Sequence[CollectedCase]) -> bool:
        """Say whether a submission passes these cases on the inputs that everybody can see."""
        expected = self.reference.expected(PUBLISHED_SEED)
        actual = self.run_own(submission, PUBLISHED_SEED, cases)
        return all(symptom_of(case, expected.of(case.id), actual.of(case.id)) is None for case in cases)

    def run_own(
        self, submission: Submission, seed: int, cases: Sequence[CollectedCase], tell: Tell | None = None
    ) -> Transcript:
        """Run some cases on a submission."""
        subject = Subject(files=dict(submission.files), seed=seed, memory=MEMORY_BYTES)
        return run(self._launcher, subject, cases, tell)

    def run_both(
        self, submission: Submission, seed: int, progress: Progress | None, cases: Sequence[CollectedCase]
    ) -> tuple[Transcript, Transcript]:
        """Return the reference's transcript of all cases and the submission's of `cases`.

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
            reference = pool.submit(self.reference.expected, seed, tell)
            parts = [runnable] if fresh else shares(runnable, reference.result(), self._workers)
            own = [pool.submit(self.run_own, submission, seed, part, tell) for part in parts]
            expected, actual = reference.result(), [part.result() for part in own]
        found = {case.id: nothing(case.id, *unreadable[case.exercise]) for case in cases if case.exercise in unreadable}
        for part in actual:
            found |= part.cases
        return expected, Transcript(found)


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
        return "import-failed", submission.problems[exercise.file]
    if exercise.file not in submission.files:
        return "not-attempted", f"the submission has no {exercise.file}"
    return None


def recognise_all(
    exercises: Sequence[Exercise],
    judged: Sequence[Judged],
    actual: Transcript,
    known: Callable[[Exercise, str], Sequence[KnownMistake]],
) -> dict[str, Named]:
    """Name the known mistake behind each failing case where there is one; `known` gives those of a function."""
    found: dict[str, Named] = {}
    for exercise in exercises:
        for function, symptoms in failing_functions(exercise, judged).items():
            for case, mistake in recognise(symptoms, actual, known(exercise, function)).items():
                found[case] = Named(mistake.diagnosis, mistake.cause)
    return found


def failing_functions(exercise: Exercise, judged: Sequence[Judged]) -> dict[str, dict[str, Symptom]]:
    """Return the symptoms of each function that a known mistake may explain, by case."""
    found: dict[str, dict[str, Symptom]] = {}
    for check in judged:
        if check.first.exercise == exercise.slug:
            for symptom in check.symptoms:
                found.setdefault(check.first.function, {})[symptom.case.id] = symptom
    return {
        function: symptoms
        for function, symptoms in found.items()
        if any(symptom.ending.kind not in DECISIVE for symptom in symptoms.values())
    }


def score(
    name: str,
    seed: int,
    isolation: Isolation,
    devices: Sequence[str],
    exercises: Sequence[Exercise],
    judged: Sequence[Judged],
    recognised: Mapping[str, Named],
) -> SubmissionResult:
    """Sum up the exercises."""
    results = tuple(
        score_exercise(exercise, [check for check in judged if check.first.exercise == exercise.slug], recognised)
        for exercise in exercises
    )
    return SubmissionResult(
        schema="grade/1",
        submission=name,
        device=",".join(devices),
        seed=seed,
        isolation=isolation,
        points=rounded(sum(result.points for result in results)),
        possible=rounded(sum(result.possible for result in results)),
        exercises=results,
    )


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
