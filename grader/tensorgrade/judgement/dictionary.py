"""The fault dictionary: recognise a mistake by its behaviour.

Every known mistake was run on the checks of its function; what it left is how that mistake behaves. A submission
whose failing cases left the same has that mistake, however its code is written. Pure: transcripts in, names out.

A mistake explains a submission's failures when it leaves the same in every case that it fails, and fails none that the
submission passes. The one that explains most speaks; what it leaves open another one may explain, for there can be two
mistakes in one function. Its cause is told as a fact only where what both left singles it out (judgement.weight), which
takes less where it alone explains all that fails, the student's source does not speak against it (judgement.veto), and
no wrong result stays unexplained. Where several causes fit, or little was seen, they are told as what it could be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tensorgrade.judgement.compare.comparison import Seen, compare
from tensorgrade.judgement.diagnosis import diagnose, entry
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom, symptom_of
from tensorgrade.judgement.torch_messages import cause_of_error, counted_cause
from tensorgrade.judgement.veto import Source
from tensorgrade.judgement.weight import ACCOUNTS_FOR_ALL, SINGLES_OUT, rarity, total, weights_of
from tensorgrade.protocol.endings import DECISIVE
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import Failure
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import (
    ArrayValue,
    ComplexValue,
    MappingValue,
    NumberValue,
    ObjectValue,
    RaisedValue,
    SequenceValue,
    TensorValue,
    Value,
)

CANDIDATES = 3  # more are no help


@dataclass(frozen=True)
class KnownMistake:
    """How one known mistake behaves: its evidence by case, and the cases that it fails; `words` tell of it."""

    name: str
    function: str
    words: Named
    transcript: Transcript
    failing: frozenset[str]


def known_mistake(
    name: str,
    function: str,
    words: Named,
    cases: Sequence[CollectedCase],
    expected: Transcript,
    actual: Transcript,
) -> KnownMistake:
    """Describe a mistake by its transcript over the cases of its function."""
    own = [case for case in cases if case.function == function]
    failing = {case.id for case in own if symptom_of(case, expected.of(case.id), actual.of(case.id)) is not None}
    return KnownMistake(name, function, words, actual, frozenset(failing))


@dataclass(frozen=True)
class Suspects:
    """The known mistakes that explain the same failing cases of a submission, and how much they and it have in common.

    weight: see judgement.weight.
    """

    mistakes: tuple[KnownMistake, ...]
    cases: frozenset[str]
    weight: float

    @property
    def diagnosis(self) -> str:
        """The most general of their names."""
        return max((mistake.words.diagnosis for mistake in self.mistakes), key=LADDER.index)

    def named(self, failing: Set[str]) -> Named:
        """Tell the cause, where there is one and the evidence singles it out, or what it could be.

        failing: all cases that a known mistake has to explain.
        """
        by_cause = {mistake.words.cause: mistake for mistake in self.mistakes}
        enough = ACCOUNTS_FOR_ALL if self.cases == failing else SINGLES_OUT
        if len(by_cause) == 1 and self.weight >= enough:
            words = self.mistakes[0].words
            return Named(self.diagnosis, words.cause, words.remedy)
        remedies = {mistake.words.remedy for mistake in self.mistakes}
        remedy = remedies.pop() if len(remedies) == 1 else ""
        return Named(self.diagnosis, remedy=remedy, candidates=tuple(by_cause)[:CANDIDATES])


def named_by_mistakes(
    symptoms: Mapping[str, Symptom],
    expected: Transcript,
    actual: Transcript,
    known: Sequence[KnownMistake],
    source: Source | None = None,
) -> dict[str, Named]:
    """Name the failing cases of one function that known mistakes explain.

    symptoms: what is wrong, by case, for every failing case of the function. known: the known mistakes of that
    function. source: the student's, which may speak against a cause.
    """
    undecided = {case for case, symptom in symptoms.items() if symptom.ending.kind not in DECISIVE}
    decided = symptoms.keys() - undecided
    fitting = [mistake for mistake in known if explains(mistake, undecided, actual) and not vetoed(mistake, source)]
    named: dict[str, Named] = {}
    causes = len({mistake.words.cause for mistake in known})
    while suspects := most_telling(fitting, undecided - named.keys(), expected, actual, causes):
        words = suspects.named(undecided)
        named |= dict.fromkeys(suspects.cases, words)
        if words.cause:
            named |= dict.fromkeys(decided & suspects.mistakes[0].failing, words)
    open_names = {diagnose(symptoms[case]).name for case in undecided - named.keys()}
    named = {case: words for case, words in named.items() if not is_for_a_part(words, open_names)}
    unexplained = undecided - named.keys()
    if unexplained and not are_besides([symptoms[case] for case in unexplained], named):
        named = {case: as_what_it_could_be(words) for case, words in named.items()}
    by_numbers = {name_by_numbers(symptoms[case], expected.of(case), actual.of(case), known) for case in unexplained}
    if len(by_numbers) == 1 and (name := by_numbers.pop()):
        named |= dict.fromkeys(unexplained, Named(name))
    return named


def is_for_a_part(named: Named, open_names: Set[str]) -> bool:
    """Say whether what a mistake could be is drawn from few of its cases: others with its telling name stay open."""
    is_telling = not entry(named.diagnosis).is_general and named.diagnosis != "raised"
    return bool(named.candidates) and is_telling and named.diagnosis in open_names


def are_besides(unexplained: Sequence[Symptom], named: Mapping[str, Named]) -> bool:
    """Say whether what stays unexplained are a few exceptions or NaN, which may come from what explains the rest.

    Another spelling of a mistake may raise, or divide by zero, where the known one does not: on empty input, say.
    """
    are_odd = all(symptom.failure is not None or symptom.attribute == "non-finite" for symptom in unexplained)
    return len(unexplained) < len(named) and are_odd


def as_what_it_could_be(named: Named) -> Named:
    """Take back a fact: where something stays unexplained, one mistake with another cause may be behind all of it."""
    return replace(named, cause="", candidates=(named.cause,)) if named.cause else named


def explains(mistake: KnownMistake, failing: Set[str], actual: Transcript) -> bool:
    """Say whether a mistake leaves what the submission left in every case that it fails, and the submission fails.

    failing: the cases that show more than how they ended; those that took too long, say, have to end so by it as well.
    """
    telling = mistake.failing & failing
    return (
        bool(telling)
        and all(end_alike(actual.of(case), mistake.transcript.of(case)) for case in mistake.failing - failing)
        and all(behaves_alike(actual.of(case), mistake.transcript.of(case)) for case in telling)
    )


def end_alike(evidence: Evidence, other: Evidence) -> bool:
    """Say whether two runs of a case ended in one way that says all of it: they took too long, say."""
    kind = evidence.record.ending.kind
    return kind in DECISIVE and kind == other.record.ending.kind


def vetoed(mistake: KnownMistake, source: Source | None) -> bool:
    """Say whether the student's source speaks against a mistake."""
    return source is not None and source.contradicts(mistake.words.cause)


def most_telling(
    mistakes: Sequence[KnownMistake], left: Set[str], expected: Transcript, actual: Transcript, causes: int
) -> Suspects | None:
    """Return the mistakes that explain most of the cases that are left; None where no case is explained.

    causes: how many are known of this function.
    """
    first = max(mistakes, key=lambda mistake: (len(mistake.failing & left), -len(mistake.failing)), default=None)
    if first is None or not (cases := first.failing & left):
        return None
    alike = tuple(mistake for mistake in mistakes if mistake.failing == first.failing)
    things = (thing for case in sorted(first.failing) for thing in weights_of(expected.of(case), actual.of(case)))
    fitting = {mistake.words.cause for mistake in alike}
    seen = total(things, enough=SINGLES_OUT)
    return Suspects(alike, cases, seen + rarity(causes, len(fitting)) if seen else 0.0)


def name_by_numbers(symptom: Symptom, expected: Evidence, actual: Evidence, known: Sequence[KnownMistake]) -> str:
    """Return the name that all mistakes bear which have the numbers that differ first, where those are many.

    Nothing where there are several names.
    """
    alike = [
        mistake
        for mistake in known
        if symptom.case.id in mistake.failing
        and first_numbers_alike(symptom, actual, mistake.transcript.of(symptom.case.id))
    ]
    names = {mistake.words.diagnosis for mistake in alike}
    is_telling = total(weights_of(expected, actual), enough=SINGLES_OUT) >= SINGLES_OUT
    return names.pop() if len(names) == 1 and is_telling else ""


def behaves_alike(evidence: Evidence, other: Evidence) -> bool:
    """Say whether two runs of a case left the same: observations, ending, state."""
    first, second = evidence.record, other.record
    if first.ending.kind != second.ending.kind or set(first.state_changes) != set(second.state_changes):
        return False
    if len(first.observations) != len(second.observations) or not failures_alike(
        first.ending.failure, second.ending.failure
    ):
        return False
    return all(alike(evidence, other, i) for i in range(len(first.observations)))


def alike(evidence: Evidence, other: Evidence, index: int) -> bool:
    """Say whether two runs made the same observation; what the contract leaves open tells no mistake."""
    first, second = evidence.record.observations[index], other.record.observations[index]
    if first.is_advice:
        return True
    if first.name != second.name or compare(Seen(first, evidence.arrays), Seen(second, other.arrays)) is not None:
        return False
    if isinstance(first.value, RaisedValue) and isinstance(second.value, RaisedValue):
        return first.value.bases == second.value.bases
    return True


def failures_alike(failure: Failure | None, other: Failure | None) -> bool:
    """Say whether two exceptions tell of the same fault.

    The same class, and the same message or the same known cause; where that has numbers, such as sizes, the same ones.
    """
    if failure is None or other is None:
        return failure is other
    if failure.type != other.type:
        return False
    mine, its = (counted_cause(each.message) or cause_of_error(each.message) for each in (failure, other))
    return failure.message == other.message or bool(mine and mine == its)


def first_numbers_alike(symptom: Symptom, actual: Evidence, known: Evidence) -> bool:
    """Say whether the observation that differs first is made of computed numbers, and the mistake has the same ones."""
    if symptom.mismatch is None or symptom.actual is None or not holds_numbers(symptom.actual.observation.value):
        return False
    index = actual.record.observations.index(symptom.actual.observation)
    if index >= len(known.record.observations):
        return False
    return all(alike(actual, known, i) for i in range(index + 1))


def holds_numbers(value: Value) -> bool:
    """Say whether a value is a float or holds something other than plain words, counts and flags."""
    if isinstance(value, NumberValue):
        return value.type == "float"
    return isinstance(value, TensorValue | ComplexValue | SequenceValue | MappingValue | ArrayValue | ObjectValue)
