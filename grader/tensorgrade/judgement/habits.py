"""What a known mistake does whatever the inputs are: the cases that it fails, and in what way.

In: what it left on one seed. Out: its habit, which tells on every other seed whether it can be behind the failures of a
submission, so that only those which can are run there. It is not where it fails cases that the submission passes, or
fails them in another way, but for a few that may hang on the inputs: there it has to be run. Numbers are no part of a
habit. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec

from tensorgrade.judgement.dictionary import KnownMistake, behaves_alike, first_numbers_alike, holds_numbers
from tensorgrade.judgement.symptom import Symptom, differences_of, symptom_of
from tensorgrade.judgement.weight import SINGLES_OUT, total, weights_of
from tensorgrade.protocol.endings import DECISIVE
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript

NOTHING = Transcript({})
AGREEMENT = 0.75  # of the cases of a habit, from which on the others may hang on the inputs


class Habit(msgspec.Struct, frozen=True):
    """The cases that a mistake fails, in which way. remembers: whether a case hangs on those that ran before it.

    shown: by case, all that differs; that may hang on the inputs.
    """

    ways: Mapping[str, str] = {}
    remembers: bool = False
    shown: Mapping[str, str] = {}


def way_of(symptom: Symptom) -> str:
    """Say in what way a case is failed: what differs, what was raised, or how it ended."""
    if symptom.mismatch is not None:
        return symptom.attribute
    if symptom.state_changes:
        return "state"
    return symptom.failure.type if symptom.failure else symptom.ending.kind


def shown_in(case: CollectedCase, expected: Evidence, actual: Evidence) -> str:
    """Name all that differs in a case."""
    return "; ".join(f"{each.observation} {each.attribute}" for each in differences_of(case, expected, actual))


def habit_of(
    mistake: KnownMistake, cases: Iterable[CollectedCase], expected: Transcript, last_alone: Evidence | None
) -> Habit:
    """Return the habit of a mistake that was run on all cases of its function.

    last_alone: what it left in the last case that it fails, where nothing ran before.
    """
    sides = [(case, expected.of(case.id), mistake.transcript.of(case.id)) for case in cases]
    ways = {symptom.case.id: way_of(symptom) for side in sides if (symptom := symptom_of(*side)) is not None}
    shown = {case.id: shown_in(case, *both) for case, *both in sides if case.id in ways}
    remembers = last_alone is not None and not behaves_alike(last_alone, mistake.transcript.of(last_alone.record.case))
    return Habit(ways, remembers, shown)


def first_of_each_check(cases: Sequence[CollectedCase]) -> list[CollectedCase]:
    """Return of each check the case that comes first, in order."""
    first: dict[tuple[str, str], CollectedCase] = {}
    for case in cases:
        first.setdefault((case.visibility, case.check), case)
    return list(first.values())


@dataclass(frozen=True)
class Failures:
    """The failing cases of one function of a submission, by what is wrong, with what the reference and it left.

    published: what it left on the published seed, in cases that it was run on there. weights: how much each case tells,
    as far as that was asked for.
    """

    symptoms: Mapping[str, Symptom]
    expected: Transcript
    actual: Transcript
    published: Transcript = NOTHING
    weights: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def beside(self, published: Transcript) -> Failures:
        """Return them with what the submission left on the published seed."""
        return replace(self, published=published)

    def may_come_from(self, habit: Habit) -> bool:
        """Say whether a mistake of this habit can be behind some of them, and fails little else."""
        return bool(habit.ways) and len(self.other_than(habit)) <= (1 - AGREEMENT) * len(habit.ways)

    def other_than(self, habit: Habit) -> set[str]:
        """Return the cases of a habit that are not failed in its way."""
        return {
            case for case, way in habit.ways.items() if case not in self.symptoms or way_of(self.symptoms[case]) != way
        }

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """What differs in each case."""
        return {
            case: shown_in(symptom.case, self.expected.of(case), self.actual.of(case))
            for case, symptom in self.symptoms.items()
        }

    def unlike(self, habit: Habit) -> set[str]:
        """Return the cases of a habit in which not all that differs is what differs by it."""
        return {case for case, shown in habit.shown.items() if self.shown.get(case) != shown}

    def most_telling_first(self) -> list[CollectedCase]:
        """Return the cases that more than their ending tells of.

        The order is by how much it says that a mistake leaves the same; of those that single out a cause, the cheapest
        comes first.
        """
        undecided = [symptom.case for symptom in self.symptoms.values() if symptom.ending.kind not in DECISIVE]
        return sorted(undecided, key=lambda case: (-self.weight(case.id), self.expected.of(case.id).record.seconds))

    def weight(self, case: str) -> float:
        """Return how much a case tells, up to what singles out a cause."""
        if case not in self.weights:
            things = weights_of(self.expected.of(case), self.actual.of(case))
            self.weights[case] = min(SINGLES_OUT, total(things, enough=SINGLES_OUT))
        return self.weights[case]

    def are_of_numbers(self, case: str) -> bool:
        """Say whether a case is failed by numbers that are many enough to name it by."""
        seen = self.symptoms[case].actual
        return seen is not None and holds_numbers(seen.observation.value) and self.weight(case) >= SINGLES_OUT

    def fails(self, case: CollectedCase, evidence: Evidence) -> bool:
        """Say whether who left this in a case fails it."""
        return symptom_of(case, self.expected.of(case.id), evidence) is not None

    def contradict(self, case: CollectedCase, evidence: Evidence) -> bool:
        """Say whether a mistake that left this in a failing case is not behind it."""
        return self.fails(case, evidence) and not behaves_alike(self.actual.of(case.id), evidence)

    def may_have_numbers_of(self, case: str, habit: Habit) -> bool:
        """Say whether a mistake of this habit fails a case by the observation by which this one is failed."""
        observation = self.symptoms[case].observation
        return any(shown.startswith(f"{observation} ") for shown in habit.shown.values())

    def leave_others_published(self, habit: Habit, known: Mapping[str, Evidence]) -> bool:
        """Say whether the submission left something else on the published seed than a mistake, where that fails.

        known: what the mistake left there. Of one that remembers, what it leaves hangs on what ran before.
        """
        both = habit.ways.keys() & self.published.cases.keys() & known.keys()
        return not habit.remembers and any(not behaves_alike(self.published.of(case), known[case]) for case in both)

    def have_other_numbers_published(self, case: CollectedCase, expected: Evidence, known: Evidence) -> bool:
        """Say whether on the published seed other numbers differ first in a case than those of a mistake.

        expected, known: what the reference and the mistake left there.
        """
        seen = self.published.of(case.id)
        symptom = symptom_of(case, expected, seen)
        is_same = symptom is not None and symptom.observation == self.symptoms[case.id].observation
        return is_same and symptom is not None and not first_numbers_alike(symptom, seen, known)

    def have_numbers_of(self, case: CollectedCase, evidence: Evidence) -> bool:
        """Say whether a mistake that left this in a failing case has the same numbers where the first differ."""
        return first_numbers_alike(self.symptoms[case.id], self.actual.of(case.id), evidence)
