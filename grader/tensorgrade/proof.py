"""Prove that a course's content does what it says.

References get full points, twice, with different seeds; stubs, `return None` and `return the first argument` get
none; every alternative gets full points; every known mistake loses points on its own function and nowhere else, and
its own diagnosis comes first.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import Literal

from tensorgrade.answers.known_answers import KnownAnswer, known_answers
from tensorgrade.answers.recordings import known_subject
from tensorgrade.answers.reference import reference_subject
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.course.lint import empty_answers, problems_of_checks, problems_of_files
from tensorgrade.execution.launcher import Launcher, collect, launcher_for
from tensorgrade.execution.options import environment
from tensorgrade.execution.run import MEMORY_BYTES, run
from tensorgrade.judgement.dictionary import KnownMistake, behaves_alike, known_mistake
from tensorgrade.judgement.judge import judge
from tensorgrade.judgement.veto import names_used
from tensorgrade.pipeline import Trial, judge_transcripts
from tensorgrade.protocol.endings import COSTS_THE_FILE
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.scoring.result import CheckResult

WORKERS = 2

SubjectOf = Callable[[int], Subject]


@dataclass
class Proof:
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


def verify(course: Course, slugs: Sequence[str], seed: int, every: int = 1) -> Proof:
    """Verify the named exercises of a course, all of them for no name; of the known answers, one in `every`."""
    exercises = course.chosen(slugs)
    proof = Proof(exercises=len(exercises))
    for exercise in exercises:
        proof.problems += problems_of_files(course, exercise)
    if any(exercise.reference is None for exercise in exercises):
        return proof
    proof.problems += failing_examples(course, slugs)
    with launcher_for(course.root, exercises=[exercise.slug for exercise in exercises]) as launcher:
        cases = collect(launcher, exercises)
        for exercise in exercises:
            own = [case for case in cases if case.exercise == exercise.slug]
            proof.problems += problems_of_checks(exercise, own)
            _Exercise(Bench(course, launcher, every), exercise, own, proof).prove((seed, seed + 1))
    return proof


def failing_examples(course: Course, slugs: Sequence[str]) -> list[str]:
    """Run the stubs' examples on the references."""
    command = [sys.executable, "-P", "-m", "tensorgrade.worker.doctests", str(course.root), *slugs]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=600, check=False)
    if done.returncode and not done.stdout.strip():
        return [f"the examples of the stubs cannot be run: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"]
    return done.stdout.strip().splitlines() if done.returncode else []


@dataclass(frozen=True)
class Bench:
    """What all exercises of a course are proved with; of the known answers, one in `every`."""

    course: Course
    launcher: Launcher
    every: int

    def answers(self, exercise: Exercise, kind: Literal["mistakes", "alternatives"]) -> Sequence[KnownAnswer]:
        """Read the known answers of an exercise that are proved."""
        return known_answers(self.course, exercise, kind)[:: self.every]


class _Exercise:
    """The proofs of one exercise, several at a time."""

    def __init__(self, bench: Bench, exercise: Exercise, cases: list[CollectedCase], proof: Proof) -> None:
        self._launcher = bench.launcher
        self._bench = bench
        self._exercise = exercise
        self._cases = cases
        self._proof = proof
        assert exercise.reference is not None
        self._reference = exercise.reference.read_bytes()
        self._expected: dict[int, Transcript] = {}
        self._lock = threading.Lock()
        self._seed = 0

    def prove(self, seeds: tuple[int, int]) -> None:
        """Run all proofs; the known answers on the second seed, which nobody has published."""
        for seed in seeds:
            self._seed = seed
            if not self.reference_is_full():
                return
        mistakes = self._bench.answers(self._exercise, "mistakes")
        with ThreadPoolExecutor(WORKERS) as pool:
            for problems in pool.map(lambda job: job(), self.jobs()):
                self._proof.problems += problems
            transcripts = list(pool.map(self.rehearse, mistakes))
        described = [
            self.describe(answer, transcript) for answer, transcript in zip(mistakes, transcripts, strict=True)
        ]
        for answer, transcript in zip(mistakes, transcripts, strict=True):
            self._proof.problems += self.is_caught(answer, transcript, described)
        self._proof.problems += [*inseparable(described, self._cases), *self_contradictions(mistakes)]

    def jobs(self) -> Iterable[Callable[[], list[str]]]:
        """List the proofs that stand on their own."""
        yield partial(self.earns_nothing, "the stub", self._exercise.stub.read_bytes(), "not_attempted")
        for name, source in empty_answers(self._exercise).items():
            yield partial(self.earns_nothing, name, source)
        for answer in self._bench.answers(self._exercise, "alternatives"):
            yield partial(self.is_right, answer)

    def rehearse(self, answer: KnownAnswer) -> Transcript:
        """Run a known answer over the reference on all checks of the exercise."""
        return run(self._launcher, known_subject(self._exercise, answer, self._seed), self._cases)

    def describe(self, answer: KnownAnswer, transcript: Transcript) -> KnownMistake:
        """Describe how a mistake behaves on the checks of its function."""
        function, expected = answer.functions[0], self.expected(self._seed)
        return known_mistake(answer.name, function, answer.words, self._cases, expected, transcript)

    def expected(self, seed: int) -> Transcript:
        """Return the reference's transcript for a seed; it is run once."""
        with self._lock:
            if seed not in self._expected:
                subject = reference_subject([self._exercise], seed)
                self._expected[seed] = run(self._launcher, subject, self._cases)
            return self._expected[seed]

    def grade(
        self, subject: SubjectOf, actual: Transcript, known: Sequence[KnownMistake] = ()
    ) -> tuple[CheckResult, ...]:
        """Grade a transcript as every submission's is; failures are named after `known` mistakes where they fit."""
        trial = Trial(
            [self._exercise],
            self._cases,
            self._seed,
            known=lambda exercise, function, failures: [mistake for mistake in known if mistake.function == function],
            expected=self.expected,
            again=lambda seed, cases: run(self._launcher, subject(seed), cases),
            files=subject(self._seed).files,
        )
        return judge_transcripts(trial, actual).exercises[0].checks

    def grade_file(self, source: bytes) -> tuple[CheckResult, ...]:
        """Run and grade one whole file on all checks of the exercise."""

        def subject(seed: int) -> Subject:
            return Subject(files={self._exercise.file: source}, seed=seed, memory=MEMORY_BYTES)

        return self.grade(subject, run(self._launcher, subject(self._seed), self._cases))

    def grade_answer(
        self, answer: KnownAnswer, transcript: Transcript, mistakes: Sequence[KnownMistake] = ()
    ) -> tuple[CheckResult, ...]:
        """Grade a known answer over the reference."""
        return self.grade(partial(known_subject, self._exercise, answer), transcript, mistakes)

    def reference_is_full(self) -> bool:
        """Grade the reference against itself; tell what it does not get."""
        checks = self.grade_file(self._reference)
        expected = self.expected(self._seed)
        for judged in judge(self._cases, expected, expected):
            if judged.broken:
                self._proof.problems.append(f"seed {self._seed}: {judged.broken}")
        missing = [check for check in checks if check.outcome not in ("passed", "ungraded")]
        self._proof.problems += [
            f"{self._exercise.slug}, seed {self._seed}: the reference does not get the points of {check.name} "
            f"when it is run again ({', '.join(diagnosis.message for diagnosis in check.diagnoses)})"
            for check in missing
        ]
        return all(check.outcome == "passed" for check in checks)

    def earns_nothing(self, name: str, source: bytes, outcome: str = "") -> list[str]:
        """Prove that an empty answer gets no points."""
        checks = self.grade_file(source)
        passed = [
            f"{self._exercise.slug}: {name} passes the check {check.name}"
            for check in checks
            if check.outcome == "passed"
        ]
        return passed + [
            f"{self._exercise.slug}: {name} is {check.outcome} on the check {check.name}, not {outcome}"
            for check in checks
            if outcome and check.outcome not in (outcome, "passed")
        ]

    def is_right(self, answer: KnownAnswer) -> list[str]:
        """Prove that an alternative gets full points."""
        self._proof.alternatives += 1
        lost = [check for check in self.grade_answer(answer, self.rehearse(answer)) if check.outcome != "passed"]
        self._proof.alternatives_full += not lost
        return [
            f"{answer.name}: this right answer does not get the points of {check.name} "
            f"({'; '.join(f'{diagnosis.name}: {diagnosis.message}' for diagnosis in check.diagnoses)})"
            for check in lost
        ]

    def is_caught(self, answer: KnownAnswer, transcript: Transcript, mistakes: Sequence[KnownMistake]) -> list[str]:
        """Prove that a mistake loses points on its own function only, and is named first."""
        proof = self._proof
        proof.mistakes += 1
        lost = [check for check in self.grade_answer(answer, transcript, mistakes) if check.outcome != "passed"]
        its_checks = [check for check in lost if check.function in answer.functions]
        others = [] if answer.diagnosis in COSTS_THE_FILE else [check for check in lost if check not in its_checks]
        accusations = [f"{answer.name}: {check.function} is accused by {check.name}" for check in others]
        proof.accusations += accusations
        if not its_checks:
            return [*accusations, f"{answer.name}: no check catches this mistake ({answer.diagnosis})"]
        proof.caught += 1
        first = its_checks[0].diagnoses[0].name
        if first == answer.diagnosis:
            proof.named += 1
        else:
            proof.misnamed.append(f"{answer.name}: named {first} by {its_checks[0].name}, not {answer.diagnosis}")
        return accusations


def inseparable(mistakes: Sequence[KnownMistake], cases: Sequence[CollectedCase]) -> list[str]:
    """List pairs of mistakes of one function that behave alike in every case and are told as different ones."""
    pairs = []
    for first, second in combinations(mistakes, 2):
        if first.function != second.function or first.words == second.words:
            continue
        own = [case.id for case in cases if case.function == first.function]
        if all(behaves_alike(first.transcript.of(case), second.transcript.of(case)) for case in own):
            pairs.append(
                f"{first.name} ({first.words.diagnosis}: {first.words.cause}) and "
                f"{second.name} ({second.words.diagnosis}: {second.words.cause}) behave alike in every check"
            )
    return pairs


def self_contradictions(mistakes: Sequence[KnownAnswer]) -> list[str]:
    """List mistakes that are told in words which their own source refuses (judgement.veto)."""
    sources = {answer: names_used(answer.source, answer.functions[0]) for answer in mistakes}
    return [
        f"{answer.name}: a name in its cause is not used in its own code, or is used and said to be missing"
        for answer, source in sources.items()
        if source is not None and source.contradicts(answer.cause)
    ]
