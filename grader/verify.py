"""`grade verify`: prove that a course's content does what it says.

References get full points, twice, with different seeds; stubs, `return None` and `return the first argument` get
none; every alternative gets full points; every known mistake loses points on its own function and nowhere else, and
its own diagnosis comes first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from grader.catalogue import Course, Exercise, find_course, read_course
from grader.content import empty_answers, problems_of_checks, problems_of_files
from grader.evidence import Transcript
from grader.grading import collect, reference_subject
from grader.launch import Launcher, environment
from grader.mistakes import KnownAnswer, known_answers
from grader.protocol import CollectedCase, Subject
from grader.results import CheckResult
from grader.runner import MEMORY_BYTES, run
from grader.score import judge, score_exercise

WORKERS = 2


@dataclass
class Verdict:
    """What was proved. `problems` are broken promises; the rest counts."""

    problems: list[str] = field(default_factory=list)
    exercises: int = 0
    alternatives: int = 0
    alternatives_full: int = 0
    mistakes: int = 0
    caught: int = 0
    named: int = 0
    misnamed: list[str] = field(default_factory=list)
    accusations: list[str] = field(default_factory=list)


def verify_course(root: Path | None, slugs: Sequence[str], seed: int) -> int:
    """Verify a course, print what was found, and return the exit status: 0 when nothing is wrong, else 1."""
    from reports import verification

    course = read_course(root.resolve() if root else find_course(Path()))
    verdict = verify(course, slugs, seed)
    verification.show(verdict)
    return 1 if verdict.problems else 0


def verify(course: Course, slugs: Sequence[str], seed: int) -> Verdict:
    """Verify the named exercises of a course, all of them for no name."""
    exercises = course.chosen(slugs)
    verdict = Verdict(exercises=len(exercises))
    for exercise in exercises:
        verdict.problems += problems_of_files(course, exercise)
    if not course.has_solutions:
        return verdict
    verdict.problems += failing_examples(course, slugs)
    with Launcher(course.root, exercises=[exercise.slug for exercise in exercises]) as launcher:
        cases = collect(launcher, exercises)
        for exercise in exercises:
            own = [case for case in cases if case.exercise == exercise.slug]
            verdict.problems += problems_of_checks(exercise, own)
            _Exercise(launcher, course, exercise, own, verdict).prove((seed, seed + 1))
    return verdict


def failing_examples(course: Course, slugs: Sequence[str]) -> list[str]:
    """Run the stubs' examples on the references."""
    command = [sys.executable, "-P", "-m", "grader.worker.doctests", str(course.root), *slugs]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=600, check=False)
    if done.returncode and not done.stdout.strip():
        return [f"the examples of the stubs cannot be run: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"]
    return done.stdout.strip().splitlines() if done.returncode else []


class _Exercise:
    """The proofs of one exercise, several at a time."""

    def __init__(
        self, launcher: Launcher, course: Course, exercise: Exercise, cases: list[CollectedCase], verdict: Verdict
    ) -> None:
        self._launcher = launcher
        self._course = course
        self._exercise = exercise
        self._cases = cases
        self._verdict = verdict
        assert exercise.reference is not None
        self._reference = {exercise.file: exercise.reference.read_bytes()}
        self._expected = Transcript({})
        self._seed = 0

    def prove(self, seeds: tuple[int, int]) -> None:
        """Run all proofs; the known answers on the first seed."""
        for seed in reversed(seeds):
            self._seed = seed
            self._expected = run(self._launcher, reference_subject([self._exercise], seed), self._cases)
            if not self.reference_is_full():
                return
        with ThreadPoolExecutor(WORKERS) as pool:
            for told in pool.map(lambda job: job(), self.jobs()):
                self._verdict.problems += told

    def jobs(self) -> Iterable[Callable[[], list[str]]]:
        """List the proofs that stand on their own."""
        yield partial(self.earns_nothing, "the stub", self._exercise.stub.read_bytes(), "not_attempted")
        for name, source in empty_answers(self._exercise).items():
            yield partial(self.earns_nothing, name, source)
        for answer in known_answers(self._course, self._exercise, "alternatives"):
            yield partial(self.is_right, answer)
        for answer in known_answers(self._course, self._exercise, "mistakes"):
            yield partial(self.is_caught, answer)

    def grade(self, source: bytes, base: dict[str, bytes]) -> tuple[CheckResult, ...]:
        """Grade one file against the reference's transcript."""
        subject = Subject(files={self._exercise.file: source}, base=base, seed=self._seed, memory=MEMORY_BYTES)
        actual = run(self._launcher, subject, self._cases)
        return score_exercise(self._exercise, judge(self._cases, self._expected, actual)).checks

    def reference_is_full(self) -> bool:
        """Grade the reference against itself; tell what it does not get."""
        checks = self.grade(self._reference[self._exercise.file], {})
        for judged in judge(self._cases, self._expected, self._expected):
            if judged.broken:
                self._verdict.problems.append(f"seed {self._seed}: {judged.broken}")
        missing = [check for check in checks if check.outcome not in ("passed", "ungraded")]
        self._verdict.problems += [
            f"{self._exercise.slug}, seed {self._seed}: the reference does not get the points of {check.name} "
            f"when it is run again ({', '.join(diagnosis.message for diagnosis in check.diagnoses)})"
            for check in missing
        ]
        return all(check.outcome == "passed" for check in checks)

    def earns_nothing(self, name: str, source: bytes, outcome: str = "") -> list[str]:
        """Prove that an empty answer gets no points."""
        checks = self.grade(source, {})
        told = [
            f"{self._exercise.slug}: {name} passes the check {check.name}"
            for check in checks
            if check.outcome == "passed"
        ]
        return told + [
            f"{self._exercise.slug}: {name} is {check.outcome} on the check {check.name}, not {outcome}"
            for check in checks
            if outcome and check.outcome not in (outcome, "passed")
        ]

    def is_right(self, answer: KnownAnswer) -> list[str]:
        """Prove that an alternative gets full points."""
        self._verdict.alternatives += 1
        lost = [check for check in self.grade(answer.source, self._reference) if check.outcome != "passed"]
        self._verdict.alternatives_full += not lost
        return [
            f"{answer.name}: this right answer does not get the points of {check.name} "
            f"({'; '.join(f'{diagnosis.name}: {diagnosis.message}' for diagnosis in check.diagnoses)})"
            for check in lost
        ]

    def is_caught(self, answer: KnownAnswer) -> list[str]:
        """Prove that a mistake loses points on its own function only, and is named first."""
        verdict = self._verdict
        verdict.mistakes += 1
        lost = [check for check in self.grade(answer.source, self._reference) if check.outcome != "passed"]
        own = [check for check in lost if check.function in answer.functions]
        others = [check for check in lost if check.function not in answer.functions]
        verdict.accusations += [f"{answer.name}: {check.function} is accused by {check.name}" for check in others]
        if not own:
            return [f"{answer.name}: no check catches this mistake ({answer.diagnosis})"]
        verdict.caught += 1
        first = own[0].diagnoses[0].name
        if first == answer.diagnosis:
            verdict.named += 1
        else:
            verdict.misnamed.append(f"{answer.name}: named {first} by {own[0].name}, not {answer.diagnosis}")
        return [f"{answer.name}: {check.function} is accused by {check.name}" for check in others]
