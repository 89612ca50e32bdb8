"""The reference and the known mistakes where their code is there: run once, and kept on disk.

They run in a launcher of their own, which is started only when something has to be recorded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from tensorgrade.answers.cost import Cost
from tensorgrade.answers.keys import runs_key
from tensorgrade.answers.lineup import Lineup
from tensorgrade.answers.recordings import WORKERS, is_kept, kept_reference, record_mistakes, recorded_reference
from tensorgrade.answers.reference import Reference, Tell, reference_subject
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.relay import Relay
from tensorgrade.execution.run import run
from tensorgrade.judgement.dictionary import KnownMistake
from tensorgrade.judgement.habits import Failures
from tensorgrade.judgement.second_look import differing
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript, nothing


class LiveReference:
    """The transcripts of a course's references and known mistakes, by seed. Safe to use from several threads."""

    def __init__(
        self,
        course: Course,
        exercises: Sequence[Exercise],
        cases: Callable[[], Sequence[CollectedCase]],
        launcher: Callable[[], Launcher],
        devices: Sequence[str],
    ) -> None:
        """Begin with nothing; `cases` and `launcher` are asked when they are needed."""
        self._course = course
        self._exercises = exercises
        self._cases = cases
        self._launcher = launcher
        self._devices = devices
        self._expected: dict[int, Transcript] = {}
        self._kept: dict[int, dict[str, dict[str, Evidence]]] = {}
        self._relay = Relay(launcher, WORKERS)
        self._cost = Cost()
        self._lineup = Lineup(course, cases, self._relay, self.expected, self._cost)
        self._lock = threading.Lock()

    def has(self, seed: int) -> bool:
        """Say whether the transcript for a seed is at hand, in memory or on disk."""
        if seed in self._expected:
            return True
        if (kept := self._kept.get(seed)) is not None:  # another thread may take it
            return all(kept.values())
        return all(is_kept(self._course, exercise, seed, self._devices) for exercise in self._exercises)

    def look_up(self, seed: int) -> None:
        """Read what is on disk of the transcript for a seed."""
        with self._lock:
            if seed not in self._expected:
                self._kept[seed] = {
                    exercise.slug: kept_reference(self._course, exercise, seed, self._devices)
                    for exercise in self._exercises
                }

    def expected(self, seed: int, tell: Tell | None = None) -> Transcript:
        """Return the reference's transcript for a seed; it is run once."""
        with self._lock:
            if seed not in self._expected:
                with self._cost.timed():
                    self._expected[seed] = self._recorded(seed, tell)
            return self._expected[seed]

    def key_of(self, exercise: Exercise, seed: int) -> str:
        """Hash what is run, and on what."""
        return runs_key(self._course, exercise, seed, self._devices)

    def _recorded(self, seed: int, tell: Tell | None) -> Transcript:
        cases: dict[str, Evidence] = {}
        kept = self._kept.pop(seed, {})
        for exercise in self._exercises:
            own = [case for case in self._cases() if case.exercise == exercise.slug]
            found: Mapping[str, Evidence] = kept.get(exercise.slug, {})
            if any(case.id not in found for case in own):
                found = recorded_reference(self._launcher, self._course, exercise, own, seed, self._devices, tell).cases
            cases |= {case.id: found[case.id] for case in own if case.id in found}
        return Transcript(cases)

    def adopt(self, seed: int, expected: Transcript) -> None:
        """Take a transcript of the reference that was recorded elsewhere."""
        self._expected.setdefault(seed, expected)

    def settle(self, seed: int) -> list[str]:
        """Run the reference once more and return the cases in which it does not do the same again.

        Nobody can be graded on those: their checks are ungraded from now on.
        """
        first, cases = self.expected(seed), self._cases()
        with self._cost.timed():
            second = run(self._launcher(), reference_subject(self._exercises, seed), cases)
        changing = differing([case.id for case in cases], first, second)
        unsure = {case: nothing(case, EndingKind.UNREADABLE, "two equal runs of it differ") for case in changing}
        self._expected[seed] = Transcript({**first.cases, **unsure})
        return changing

    def known(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[KnownMistake]:
        """Return the known mistakes of a function, with what those leave on a seed that can be behind its failures."""
        return self._lineup.known(seed, exercise, function, failures)

    def to_compare(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[CollectedCase]:
        """Return the cases in which what a submission leaves on the published seed spares runs of known mistakes."""
        return self._lineup.to_compare(seed, exercise, function, failures)

    def prepare(self, exercise: Exercise, function: str) -> None:
        """Record how the known mistakes of a function behave on the published seed, where that was not done before."""
        self._lineup.prepare(exercise, function)

    def close(self) -> None:
        """End the worker that waits for another known mistake."""
        self._relay.close()

    @property
    def cost(self) -> str:
        """Say what recording has cost so far."""
        return str(self._cost)

    def all_known(self, seed: int, exercise: Exercise, function: str) -> Sequence[KnownMistake]:
        """Return how the known mistakes of a function behave on all its cases."""
        expected = self.expected(seed)
        return record_mistakes(self._relay, self._course, exercise, function, self._cases(), expected, seed)

    def learn_from(self, other: Reference) -> None:
        """Take over what another one that runs them has recorded of the same exercises."""
        if isinstance(other, LiveReference):
            self._expected.update(other._expected)
            self._lineup.learn_from(other._lineup)
