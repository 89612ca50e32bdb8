"""Which small change of a failing function makes all its checks pass: found by trying, where nothing else tells why.

In: a function that fails, and a way to run changed files. Out: the first change with which every case of the function
leaves what the reference leaves, and what is told of it. Each is tried on one failing case first, the cheapest; only
what passes that goes on to all, in a process of its own. What is tried runs where the submission runs, shut in as that
is; what is expected stays here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.diagnosis import diagnose, entry
from tensorgrade.judgement.edit import Edit, edits_of
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.symptom import Symptom, symptom_of
from tensorgrade.judgement.veto import SOURCE_BYTES
from tensorgrade.protocol.endings import COSTS_THE_CHECK, DECISIVE, PERHAPS_LEFT_BEHIND
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Transcript

MOST = 300  # changes that are tried of one function
MORE = 100  # once one is found
MOST_TOLD = 3
MOST_OF_ALL = 1_000  # and of one submission
LOST_MOST = 3  # of one function's may take too long, or end the process
FACTOR, SECONDS = 10.0, 0.5  # how long a case of a changed function may take, beside the reference's time
TOTAL_FACTOR, TOTAL_SECONDS = 30.0, 3.0  # and all changes of one function, beside the reference's time for its cases
LOST = COSTS_THE_CHECK | PERHAPS_LEFT_BEHIND

Files = Mapping[str, bytes]
PlaceOf = Callable[[Edit], Place]
RunChanged = Callable[[Files, Sequence[CollectedCase]], Transcript]


@dataclass(frozen=True)
class Broken:
    """A function that fails, and nobody knows why: its cases, those that fail, and the concepts of their diagnoses."""

    exercise: Exercise
    function: str
    cases: Sequence[CollectedCase]
    failing: Collection[str]
    concepts: Collection[str] = ()

    @property
    def name(self) -> str:
        """Its full name."""
        return f"{self.exercise.slug}.{self.function}"

    @property
    def others(self) -> list[str]:
        """The other functions of its exercise."""
        return [each.name for each in self.exercise.functions if each.name != self.function]


Mend = Callable[[Broken], Sequence[Edit]]


@dataclass
class EditTrials:
    """Tries changes of one submission's functions, and keeps those that mend one, by its full name.

    try_one: runs one case of changed files, perhaps where others ran before. run_all: runs cases where nothing did.
    used: tells how many seconds all of them have taken.
    """

    files: Files
    expected: Transcript
    try_one: RunChanged
    run_all: RunChanged
    used: Callable[[], float] = lambda: 0.0
    found: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    left: int = MOST_OF_ALL

    def mend(self, broken: Broken) -> Sequence[Edit]:
        """Return changes that make all cases of a function right, each of another line; none where none was found.

        One that adds what is missing stands alone. Beside one that takes something away or replaces it, more are looked
        for: where there are several, they may make up for a fault that is elsewhere. So may a number that several
        others can stand for, which is no change then.
        """
        mending: list[Edit] = []
        vague: set[str] = set()
        for edit in self.those_that_mend(broken):
            if any(edit.is_like(other) for other in mending):
                vague.add(edit.told)
            if edit.is_addition and mending:
                continue
            if edit.line not in (other.line for other in mending):
                mending.append(edit)
            if edit.is_addition or len(mending) == MOST_TOLD:
                break
        mending = [edit for edit in mending if edit.told not in vague]
        if mending:
            self.found[broken.name] = tuple(mending)
        return mending

    def those_that_mend(self, broken: Broken) -> Iterator[Edit]:
        """Give the changes that mend a function, as far as they are looked for."""
        file = broken.exercise.file
        content = self.files.get(file, b"")
        if len(content) > SOURCE_BYTES:
            return
        bounded = [self.bounded(case) for case in broken.cases]
        first = min((case for case in bounded if case.id in broken.failing), key=self.dearness)
        in_order = sorted(bounded, key=lambda case: case.id not in broken.failing)
        lost, tried, most = 0, {content}, MOST
        until = self.used() + TOTAL_SECONDS + TOTAL_FACTOR * sum(map(self.seconds, broken.cases))
        for edit in edits_of(content, broken.function, broken.others, broken.concepts):
            made = edit.made(content)
            if made in tried:
                continue
            tried.add(made)
            self.left -= 1
            files = {**self.files, file: made}
            left = self.try_one(files, [first])
            if self.is_right(left, [first]) and self.is_right(self.run_all(files, in_order), in_order):
                yield edit
                most = min(most, len(tried) + MORE)
            lost += left.of(first.id).record.ending.kind in LOST
            if len(tried) > most or lost >= LOST_MOST or self.left <= 0 or self.used() > until:
                return

    def bounded(self, case: CollectedCase) -> CollectedCase:
        """Give a case less time: a change that makes a function much slower does not mend it."""
        return replace(case, timeout=min(case.timeout, SECONDS + FACTOR * self.seconds(case)))

    def dearness(self, case: CollectedCase) -> tuple[bool, float]:
        """Say how dear a case is: one on a further device is looked at more closely."""
        return case.device not in (None, "cpu"), self.seconds(case)

    def seconds(self, case: CollectedCase) -> float:
        """Return how long the reference took in a case."""
        return self.expected.of(case.id).record.seconds

    def is_right(self, left: Transcript, cases: Sequence[CollectedCase]) -> bool:
        """Say whether cases left what the reference leaves."""
        return all(symptom_of(case, self.expected.of(case.id), left.of(case.id)) is None for case in cases)


def is_unexplained(symptoms: Mapping[str, Symptom], recognised: Mapping[str, Named]) -> bool:
    """Say whether nothing tells why a function fails: in no case a cause, but for what holds in it or was seen."""
    return any(lacks_cause(symptom, recognised.get(case, UNNAMED)) for case, symptom in symptoms.items()) and not any(
        symptom.ending.kind in DECISIVE or is_explained(recognised.get(case, UNNAMED))
        for case, symptom in symptoms.items()
    )


def is_explained(named: Named) -> bool:
    """Say whether what was recognised in a case is why it fails, or what may be."""
    return bool(named.follows or named.candidates or named.cause)


def lacks_cause(symptom: Symptom, named: Named) -> bool:
    """Say whether the diagnosis of a case tells no more than what was seen."""
    told = diagnose(symptom, named)
    kind = entry(told.name)
    is_general = kind.is_general or kind.tells_what_is_seen or told.cause == kind.general_cause
    return not told.cause or bool(named.seen) or is_general


def concepts_of(symptoms: Mapping[str, Symptom], recognised: Mapping[str, Named]) -> set[str]:
    """Return what the diagnoses of failing cases are about."""
    return {entry(diagnose(symptom, recognised.get(case, UNNAMED)).name).concept for case, symptom in symptoms.items()}


def named_by_edits(edits: Sequence[Edit], function: str, place_of: PlaceOf, recognised: Sequence[Named]) -> Named:
    """Tell of a function the line that a change mended, behind what holds in all its failing cases.

    Where changes of several lines do, they are told as what it could be. place_of: tells the line of a change as the
    student knows it. recognised: what was recognised in the failing cases.
    """
    names = {named.diagnosis for named in recognised if named.diagnosis}
    name = names.pop() if len(names) == 1 else ""
    several = {named.seen for named in recognised}
    seen = several.pop() if len(several) == 1 else ""
    told = [told_of(edit, function, place_of(edit)) for edit in edits]
    if len(edits) > 1:
        return Named(name, remedy=f"{seen} {remedy_of(edits[0])}".strip(), candidates=tuple(told), is_by_edit=True)
    return Named(name, cause=told[0], remedy=remedy_of(edits[0]), seen=seen, is_by_edit=True)


def told_of(edit: Edit, function: str, place: Place) -> str:
    """Tell of a change in a sentence.

    What is added may make up for what goes wrong elsewhere, and another condition may keep that from running.
    """
    what = "A change mends it" if edit.is_addition else "It goes wrong"
    where = f"{place.file}, line {place.line}{', in a condition or in what it decides' if edit.is_condition else ''}"
    return f"{what} at {where}: {edit.told}, every check of {function} passes."


def remedy_of(edit: Edit) -> str:
    """Say what to look at."""
    return f"{edit.remedy} Look at what that condition decides, too." if edit.is_condition else edit.remedy
