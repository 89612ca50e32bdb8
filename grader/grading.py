"""Grade submissions of a course: run the checks on each and on the reference, and score the difference.

A Grader holds what all submissions share: the launcher, the cases, the reference's transcript for each seed (run
once), and the recordings of known mistakes (made when a function fails for the first time).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

from grader.catalogue import Course, CourseError, Exercise
from grader.dictionary import KnownMistake, recognise
from grader.evidence import Transcript, nothing
from grader.isolation import Level
from grader.launch import Launcher
from grader.protocol import CollectedCase, Subject
from grader.recordings import record_mistakes
from grader.results import Isolation, SubmissionResult
from grader.runner import MEMORY_BYTES, run
from grader.score import Judged, Named, judge, score_exercise
from grader.second_look import constant, differing, unnamed
from grader.submission import Submission
from grader.symptom import DECISIVE, Symptom, symptom_of
from grader.transcript import EndingKind

PUBLISHED_SEED = 0

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Graded:
    """A result with what only the person who runs the grader should see: why checks are ungraded."""

    result: SubmissionResult
    faults: tuple[str, ...]


class Grader:
    """Grades submissions of one course, on the chosen exercises. Use as a context manager.

    Submissions run at the isolation level `level`; references and known mistakes in a launcher of their own, so that
    no process that runs a student's code was ever near a solution. At `separate` one launcher serves both. With a
    `launcher` that already runs, that one is used for all, and left running.
    """

    def __init__(
        self,
        course: Course,
        slugs: Sequence[str] = (),
        launcher: Launcher | None = None,
        level: Level = Level.separate,
    ) -> None:
        """Start the launchers. Raises CourseError when the course cannot be graded."""
        self.course = course
        self.exercises = course.chosen(slugs)
        if not course.has_solutions:
            raise CourseError(f"{course.root} has no reference solutions to grade against")
        self._owns_launcher = launcher is None
        chosen = [exercise.slug for exercise in self.exercises]
        self.launcher = launcher or Launcher(course.root, exercises=chosen)
        self.level = self.launcher.level if launcher else level
        shut_in = self.level is not self.launcher.level
        self._outer = Launcher(course.root, exercises=chosen, level=level) if shut_in else self.launcher
        self._cases: tuple[CollectedCase, ...] | None = None
        self._expected: dict[int, Transcript] = {}
        self._known: dict[tuple[int, str, str], Sequence[KnownMistake]] = {}
        self._lock = threading.Lock()
        self._recording = threading.Lock()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the launchers that are the grader's own."""
        if self._owns_launcher:
            self.launcher.close()
        if self._outer is not self.launcher:
            self._outer.close()

    def learn_from(self, other: Grader) -> None:
        """Take over what another grader of the same exercises has recorded."""
        self._cases = other._cases
        self._expected.update(other._expected)
        self._known.update(other._known)

    @property
    def cases(self) -> tuple[CollectedCase, ...]:
        """All cases; waits for the launcher.

        Raises CourseError when a check is broken, LauncherError when it cannot start.
        """
        if self._cases is None:
            self._cases = tuple(collect(self.launcher, self.exercises))
        return self._cases

    def grade(self, submission: Submission, seed: int, progress: Progress | None = None) -> Graded:
        """Grade a submission on inputs drawn from `seed`. `progress` hears how many of all cases are done."""
        expected, actual = self.run_both(submission, seed, progress)
        judged = judge(self.cases, expected, actual)

        def known(exercise: Exercise, function: str) -> Sequence[KnownMistake]:
            return self.known(exercise, function, seed)

        recognised = recognise_all(self.exercises, judged, actual, known)
        for exercise in self.exercises:
            recognised |= self.second_look(exercise, judged, recognised, submission, seed, (expected, actual))
        result = score(submission.name, seed, cast(Isolation, self.level.name), self.exercises, judged, recognised)
        return Graded(result, tuple(check.broken for check in judged if check.broken))

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
        expected = self.expected(PUBLISHED_SEED)
        actual = self.run_own(submission, PUBLISHED_SEED, cases)
        return all(symptom_of(case, expected.of(case.id), actual.of(case.id)) is None for case in cases)

    def run_own(self, submission: Submission, seed: int, cases: Sequence[CollectedCase]) -> Transcript:
        """Run some cases on a submission."""
        subject = Subject(files=dict(submission.files), seed=seed, memory=MEMORY_BYTES)
        return run(self._outer, subject, cases)

    def run_both(self, submission: Submission, seed: int, progress: Progress | None) -> tuple[Transcript, Transcript]:
        """Return the reference's transcript and the submission's.

        Where both are to be run they run at the same time.
        """
        unreadable = {one.slug: problem for one in self.exercises if (problem := absent(one, submission))}
        runnable = [case for case in self.cases if case.exercise not in unreadable]
        fresh = seed not in self._expected
        total = len(runnable) + (len(self.cases) if fresh else 0)
        done = 0

        def tell(case: CollectedCase) -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, total)

        with ThreadPoolExecutor(2) as pool:
            reference = pool.submit(self.expected, seed, tell)
            subject = Subject(files=dict(submission.files), seed=seed, memory=MEMORY_BYTES)
            own = pool.submit(run, self._outer, subject, runnable, tell)
            expected, actual = reference.result(), own.result()
        missing = {
            case.id: nothing(case.id, *unreadable[case.exercise]) for case in self.cases if case.exercise in unreadable
        }
        return expected, Transcript({**actual.cases, **missing})

    def expected(self, seed: int, tell: Callable[[CollectedCase], None] | None = None) -> Transcript:
        """Return the reference's transcript for a seed; it is run once."""
        with self._lock:
            if seed not in self._expected:
                subject = reference_subject(self.exercises, seed)
                self._expected[seed] = run(self.launcher, subject, self.cases, tell)
            return self._expected[seed]

    def adopt(self, seed: int, expected: Transcript) -> None:
        """Take a transcript of the reference that was recorded elsewhere."""
        self._expected.setdefault(seed, expected)

    def settle(self, seed: int) -> list[str]:
        """Run the reference a second time and return the cases in which it does not do the same again.

        Nobody can be graded on those: their checks are ungraded from now on.
        """
        first = self.expected(seed)
        second = run(self.launcher, reference_subject(self.exercises, seed), self.cases)
        changing = differing([case.id for case in self.cases], first, second)
        unsure = {case: nothing(case, "unreadable", "two equal runs of it differ") for case in changing}
        self._expected[seed] = Transcript({**first.cases, **unsure})
        return changing

    def known(self, exercise: Exercise, function: str, seed: int) -> Sequence[KnownMistake]:
        """Return how the known mistakes of a function behave on inputs drawn from `seed`."""
        key = (seed, exercise.slug, function)
        if key not in self._known:
            expected = self.expected(seed)
            with self._recording:
                if key not in self._known:
                    self._known[key] = record_mistakes(
                        self.launcher, self.course, exercise, function, self.cases, expected, seed
                    )
        return self._known[key]


def collect(launcher: Launcher, exercises: Sequence[Exercise]) -> list[CollectedCase]:
    """Return the cases of `exercises`, exercise by exercise, public checks first.

    Raises CourseError when a check is broken.
    """
    collection = launcher.collection
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


def reference_subject(exercises: Sequence[Exercise], seed: int) -> Subject:
    """The reference solutions, as a subject."""
    files = {path.name: path.read_bytes() for exercise in exercises if (path := exercise.reference)}
    return Subject(files=files, seed=seed)


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
        device="cpu",
        seed=seed,
        isolation=isolation,
        points=rounded(sum(result.points for result in results)),
        possible=rounded(sum(result.possible for result in results)),
        exercises=results,
    )


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
