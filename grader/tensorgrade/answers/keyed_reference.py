"""The reference where there is only its answer key: nothing is run, and only the published seeds have answers."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tensorgrade.answers.answer_key import Header, checks_hash, headers_of, is_there, key_path, read_key
from tensorgrade.answers.reference import Reference, Tell
from tensorgrade.course.catalogue import Course, CourseError, Exercise
from tensorgrade.judgement.dictionary import KnownMistake
from tensorgrade.judgement.habits import Failures
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript


class KeyedReference:
    """Stands in for the references where there are only their recordings."""

    def __init__(self, course: Course, exercises: Sequence[Exercise], headers: Sequence[Sequence[Header]]) -> None:
        """Begin with nothing read but the headers of each exercise's keys."""
        self._course, self._exercises = course, exercises
        self._expected: dict[int, Transcript] = {}
        self._known: dict[tuple[int, str, str], Sequence[KnownMistake]] = {}
        self._lock = threading.Lock()
        self._seeds = set.intersection(*[{header.seed for header in own} for own in headers])
        offered = [header.devices for own in headers for header in own]
        self.devices = [name for name in offered[0] if all(name in devices for devices in offered)]

    def offered(self, devices: Sequence[str]) -> tuple[str, ...]:
        """Return those of the devices that the key has answers for. Raises CourseError for none."""
        offered = tuple(device for device in devices if device in self.devices)
        if not offered:
            raise CourseError(
                f"the answer key holds no answers for {' and '.join(devices)}, only for {', '.join(self.devices)}"
            )
        return offered

    def has(self, seed: int) -> bool:
        """Say that nothing has to be run for any seed; `expected` tells which are published."""
        return True

    def look_up(self, seed: int) -> None:
        """Read the key of a seed, where it is published."""
        if seed in self._seeds:
            self.expected(seed)

    def expected(self, seed: int, tell: Tell | None = None) -> Transcript:
        """Return the reference's transcript for a seed. Raises CourseError for one that is not published."""
        if seed not in self._seeds:
            published = ", ".join(map(str, sorted(self._seeds)))
            raise CourseError(f"the answer key is of seed {published} only; another seed needs the reference solutions")
        with self._lock:
            if seed not in self._expected:
                self._read(seed)
            return self._expected[seed]

    def known(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[KnownMistake]:
        """Return all known mistakes of a function: what they leave on a published seed is at hand."""
        return self.all_known(seed, exercise, function)

    def to_compare(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[CollectedCase]:
        """Return no case: no known mistake is run."""
        return ()

    def all_known(self, seed: int, exercise: Exercise, function: str) -> Sequence[KnownMistake]:
        """Return how the known mistakes of a function behave on the inputs of a published seed."""
        self.expected(seed)
        return self._known.get((seed, exercise.slug, function), ())

    def prepare(self, exercise: Exercise, function: str) -> None:
        """Record nothing: the key holds it."""

    def key_of(self, exercise: Exercise, seed: int) -> str:
        """Return the hash of the checks that the key was recorded with."""
        return f"{checks_hash(self._course, exercise)} {seed}"

    def close(self) -> None:
        """End nothing."""

    @property
    def cost(self) -> str:
        """Say nothing: nothing is recorded."""
        return ""

    def settle(self, seed: int) -> list[str]:
        """Take the key as it is: its maker saw to it that the reference does the same in every run."""
        return []

    def adopt(self, seed: int, expected: Transcript) -> None:
        """Take nothing: what was recorded elsewhere is in the key."""

    def learn_from(self, other: Reference) -> None:
        """Take nothing: what another has read is in the key."""

    def _read(self, seed: int) -> None:
        evidence: dict[str, Evidence] = {}
        for exercise in self._exercises:
            _, cases, mistakes = read_key(key_path(self._course, exercise, seed))
            evidence |= cases.cases
            for function in exercise.functions:
                own = [mistake for mistake in mistakes if mistake.function == function.name]
                self._known[seed, exercise.slug, function.name] = own
        self._expected[seed] = Transcript(evidence)


def key_in_place_of_references(course: Course, exercises: Sequence[Exercise]) -> KeyedReference | None:
    """Return the answer key where there are no references.

    Raises CourseError where there is neither, or a key is missing, stale or unreadable.
    """
    lacking = [exercise.file for exercise in exercises if exercise.reference is None]
    if not lacking:
        return None
    if not is_there(course):
        raise CourseError(
            f"{course.root} has no reference solution to grade against: solutions/{lacking[0]} is missing"
        )
    return KeyedReference(course, exercises, [headers_of(course, exercise) for exercise in exercises])
