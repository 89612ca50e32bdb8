"""Grade one submission of a course.

Run the checks on it and on the reference, side by side, and score the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from grader.catalogue import Course, CourseError, Exercise
from grader.dictionary import KnownMistake, recognise
from grader.evidence import Transcript, nothing
from grader.launch import Launcher
from grader.protocol import CollectedCase, Subject
from grader.recordings import record_mistakes
from grader.results import SubmissionResult
from grader.runner import MEMORY_BYTES, run
from grader.score import Judged, judge, score_exercise
from grader.submission import Submission
from grader.symptom import DECISIVE, Symptom
from grader.transcript import EndingKind

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Graded:
    """A result with what only the person who runs the grader should see: why checks are ungraded."""

    result: SubmissionResult
    faults: tuple[str, ...]


def grade(
    course: Course, submission: Submission, slugs: Sequence[str], seed: int, progress: Progress | None = None
) -> Graded:
    """Grade `submission` on the exercises named by `slugs` (all for none) with inputs drawn from `seed`.

    `progress` hears how many of all cases are done. Raises CourseError when the course cannot be graded and
    LauncherError when workers cannot be started.
    """
    exercises = course.chosen(slugs)
    if not course.has_solutions:
        raise CourseError(f"{course.root} has no reference solutions to grade against")
    with Launcher(course.root, exercises=[exercise.slug for exercise in exercises]) as launcher:
        cases = collect(launcher, exercises)
        expected, actual = run_both(launcher, course, submission, exercises, cases, seed, progress)
        judged = judge(cases, expected, actual)

        def known(exercise: Exercise, function: str) -> Sequence[KnownMistake]:
            return record_mistakes(launcher, course, exercise, function, cases, expected, seed)

        recognised = recognise_all(exercises, judged, actual, known)
    result = score(submission.name, seed, exercises, judged, recognised)
    return Graded(result, tuple(check.broken for check in judged if check.broken))


def recognise_all(
    exercises: Sequence[Exercise],
    judged: Sequence[Judged],
    actual: Transcript,
    known: Callable[[Exercise, str], Sequence[KnownMistake]],
) -> dict[str, KnownMistake]:
    """Return the known mistake behind each failing case where there is one; `known` gives those of a function."""
    found: dict[str, KnownMistake] = {}
    for exercise in exercises:
        for function, symptoms in failing_functions(exercise, judged).items():
            found |= recognise(symptoms, actual, known(exercise, function))
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


def run_both(
    launcher: Launcher,
    course: Course,
    submission: Submission,
    exercises: Sequence[Exercise],
    cases: Sequence[CollectedCase],
    seed: int,
    progress: Progress | None,
) -> tuple[Transcript, Transcript]:
    """Run the checks on the reference and on the submission at the same time, in two workers."""
    unreadable = {exercise.slug: problem for exercise in exercises if (problem := absent(exercise, submission))}
    runnable = [case for case in cases if case.exercise not in unreadable]
    done = 0

    def tell(case: CollectedCase) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(cases) + len(runnable))

    with ThreadPoolExecutor(2) as pool:
        reference = pool.submit(run, launcher, reference_subject(exercises, seed), cases, tell)
        subject = Subject(files=dict(submission.files), seed=seed, memory=MEMORY_BYTES)
        own = pool.submit(run, launcher, subject, runnable, tell)
        expected, actual = reference.result(), own.result()
    missing = {case.id: nothing(case.id, *unreadable[case.exercise]) for case in cases if case.exercise in unreadable}
    return expected, Transcript({**actual.cases, **missing})


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


def score(
    name: str,
    seed: int,
    exercises: Sequence[Exercise],
    judged: Sequence[Judged],
    recognised: Mapping[str, KnownMistake],
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
        isolation="separate",
        points=rounded(sum(result.points for result in results)),
        possible=rounded(sum(result.possible for result in results)),
        exercises=results,
    )


def rounded(points: float) -> float:
    """Round away what adding floats leaves behind."""
    return round(points, 9)
