"""The trusted side of grading: what the reference and the known mistakes leave, by seed.

Where their code is there they are run (tensorgrade.answers.live_reference); a class of students has an answer key in
its place (tensorgrade.answers.keyed_reference).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.dictionary import KnownMistake
from tensorgrade.judgement.habits import Failures
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.transcript import Transcript

PUBLISHED_SEED = 0

Tell = Callable[[CollectedCase], None]


class Reference(Protocol):
    """What submissions are judged against. Safe to use from several threads."""

    def has(self, seed: int) -> bool:
        """Say whether nothing has to be run for a seed."""
        ...

    def look_up(self, seed: int) -> None:
        """Read what is at hand for a seed, before the cases are known."""
        ...

    def expected(self, seed: int, tell: Tell | None = None) -> Transcript:
        """Return the reference's transcript for a seed; `tell` hears of each case that is run for it."""
        ...

    def known(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[KnownMistake]:
        """Return the known mistakes of a function, with what those leave on a seed that can be behind its failures."""
        ...

    def to_compare(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[CollectedCase]:
        """Return the cases in which what a submission leaves on the published seed spares runs of known mistakes."""
        ...

    def all_known(self, seed: int, exercise: Exercise, function: str) -> Sequence[KnownMistake]:
        """Return how the known mistakes of a function behave on all its cases."""
        ...

    def prepare(self, exercise: Exercise, function: str) -> None:
        """Record how the known mistakes of a function behave on the published seed, where that was not done before."""
        ...

    def close(self) -> None:
        """End what waits to record more."""
        ...

    @property
    def cost(self) -> str:
        """Say what recording has cost so far; nothing where nothing is recorded."""
        ...

    def key_of(self, exercise: Exercise, seed: int) -> str:
        """Return what an exercise's part of the transcript for a seed follows from, as one word."""
        ...

    def settle(self, seed: int) -> list[str]:
        """Return the cases in which the reference does not do the same twice; nobody is graded on them from now on."""
        ...

    def adopt(self, seed: int, expected: Transcript) -> None:
        """Take a transcript of the reference that was recorded elsewhere."""
        ...

    def learn_from(self, other: Reference) -> None:
        """Take over what another has recorded of the same exercises."""
        ...


def reference_subject(exercises: Sequence[Exercise], seed: int) -> Subject:
    """The reference solutions, as a subject."""
    files = {path.name: path.read_bytes() for exercise in exercises if (path := exercise.reference)}
    return Subject(files=files, seed=seed)
