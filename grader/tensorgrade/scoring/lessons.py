"""From failing cases to lessons: what one mistake made fail is told once, at its clearest case. Pure.

In: the cases that failed, each with what was recognised in it and its diagnosis, and the checks with their points.
Out: the lessons, that of a whole file first, then by function. `cause_of` says which cases are of one lesson.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.diagnosis import Diagnosis, diagnose, entry, recognised_words
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_changed_leaf
from tensorgrade.protocol.endings import COSTS_THE_FILE, DECISIVE, EndingKind
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.messages import Visibility
from tensorgrade.scoring.result import CheckResult, Lesson

LOW_ACCURACY, RAISED, MISSING_RETURN, MEMORY_COPIED = "low-accuracy", "raised", "missing-return", "memory-copied"
INPUT_MODIFIED, MEMORY_SHARED = "input-modified", "memory-shared"
# That another fault may bring with it.
FOLLOWING = (RAISED, LOW_ACCURACY, "wrong-shape", "device-mismatch", "timed-out")


@dataclass(frozen=True)
class FailingCase:
    """A case that failed: what is wrong with it, what was recognised, and how that is told to whoever may know all."""

    symptom: Symptom
    named: Named
    diagnosis: Diagnosis

    @property
    def function(self) -> str:
        """The function that failed; empty where the whole file did."""
        return "" if self.symptom.ending.kind in COSTS_THE_FILE else self.symptom.case.function

    @property
    def is_hidden(self) -> bool:
        """Whether it is of a hidden check."""
        return self.symptom.case.visibility == "hidden"

    @property
    def told(self) -> Diagnosis:
        """What a student is told: of a hidden check the rule and why it fails, no inputs, values or pictures."""
        if not self.is_hidden:
            return self.diagnosis
        case, named = self.symptom.case, self.named
        message = f"{case.function}: a hidden check of this rule failed: {case.title}"
        recognised = recognised_words(case.function, dataclasses.replace(named, seen=""))
        cause = recognised or ("" if named.candidates else entry(self.diagnosis.name).general_cause)
        remedy = self.diagnosis.remedy
        return Diagnosis(self.diagnosis.name, message, "", "", "", cause, remedy, named.candidates)


def failing_cases(check: Judged, recognised: Mapping[str, Named]) -> list[FailingCase]:
    """Return the cases of a check that failed, with their diagnoses."""
    named = [recognised.get(symptom.case.id, UNNAMED) for symptom in check.symptoms]
    return [
        FailingCase(symptom, name, diagnose(symptom, name)) for symptom, name in zip(check.symptoms, named, strict=True)
    ]


def cause_of(case: FailingCase) -> Hashable:
    """Return what a failing case has in common with all others of its lesson.

    That is a broken file, a known mistake, or a function that fails and is used here; where none is recognised, the
    name of the diagnosis and what it was given for.
    """
    named, symptom = case.named, case.symptom
    if not case.function:
        return symptom.ending.line and symptom.ending.line.place
    if symptom.ending.kind in DECISIVE and not named.cause:
        return case.function, symptom.ending.kind
    if named.cause or named.candidates or (named.seen and not named.follows):
        return case.function, named.diagnosis, named.cause, named.candidates, named.seen, named.follows
    if named.follows:
        return case.function, named.follows
    if entry(case.diagnosis.name).is_general:
        return case.function, "what is not explained"
    if named.diagnosis:
        return case.function, named.diagnosis
    return case.function, case.diagnosis.name, symptom.failure and symptom.failure.type


def lessons_of(exercise: Exercise, failing: Sequence[FailingCase], checks: Sequence[CheckResult]) -> tuple[Lesson, ...]:
    """Gather the failing cases of an exercise by what they come from; an untouched stub needs no lesson.

    checks: all of the exercise, with their points.
    """
    outcomes: dict[str, set[str]] = {}
    for check in checks:
        outcomes.setdefault(check.function, set()).add(check.outcome)
    groups: dict[Hashable, list[FailingCase]] = {}
    for case in failing:
        if outcomes[case.symptom.case.function] != {"not_attempted"}:
            groups.setdefault(cause_of(case), []).append(case)
    names = ["", *(function.name for function in exercise.functions)]
    ordered = sorted(
        with_consequences(list(groups.values())),
        key=lambda group: names.index(group[0][0].function) if group[0][0].function in names else len(names),
    )
    lost = {(check.visibility, check.name): check.possible - check.points for check in checks}
    lessons: list[Lesson] = []
    for cases, following in ordered:
        lesson = lesson_of(cases, following, exercise.file, lost)
        first = next((other for other in lessons if other.function == lesson.function), None)
        is_near = first is not None and (lesson.visibility == "hidden" or set(first.checks) & set(lesson.checks))
        lessons.append(with_doubt(lesson) if is_near and may_follow(cases[0]) else lesson)
    return tuple(lessons)


def with_consequences(groups: Sequence[list[FailingCase]]) -> list[tuple[list[FailingCase], list[FailingCase]]]:
    """Put beside each group of failing cases those that may follow from it.

    What nobody can explain in a function may follow from a fault of that function that changes its numbers; and an
    exception that nobody can explain from what makes its other results wrong. None shares no memory with anything.
    What writes into an argument returns it, or a view of it, and torch refuses that where it requires gradients.
    """
    causes = [cases for cases in groups if entry(cases[0].diagnosis.name).explains_numbers]
    open_groups = [cases for cases in groups if is_unexplained(cases)]
    following = {id(cases): cause for cases in open_groups if (cause := cause_in(causes, cases))}
    wrong = [cases for cases in open_groups if id(cases) not in following and cases[0].symptom.mismatch is not None]
    raised = [cases for cases in groups if cases[0].diagnosis.name == RAISED and not is_recognised(cases[0])]
    functions = Counter(cases[0].function for cases in raised)
    single = [cases for cases in raised if functions[cases[0].function] == 1]
    following |= {id(cases): cause for cases in single if (cause := cause_in(wrong, cases))}
    without_result = [cases for cases in groups if cases[0].diagnosis.name == MISSING_RETURN]
    copied = [cases for cases in groups if cases[0].diagnosis.name == MEMORY_COPIED and not is_recognised(cases[0])]
    following |= {id(cases): cause for cases in copied if (cause := cause_in(without_result, cases))}
    modified = [cases for cases in groups if cases[0].diagnosis.name == INPUT_MODIFIED]
    in_place = [cases for cases in groups if comes_from_writing_in_place(cases[0])]
    following |= {id(cases): cause for cases in in_place if (cause := cause_in(modified, cases))}
    return [
        (cases, [case for other in groups if following.get(id(other)) is cases for case in other])
        for cases in groups
        if id(cases) not in following
    ]


def cause_in(causes: Sequence[list[FailingCase]], cases: Sequence[FailingCase]) -> list[FailingCase] | None:
    """Return the first of some groups that is of the function of some cases, and as open to a student."""
    is_public = any(not case.is_hidden for case in cases)
    for cause in causes:
        if cause[0].function == cases[0].function and (not is_public or any(not case.is_hidden for case in cause)):
            return cause
    return None


def is_unexplained(cases: Sequence[FailingCase]) -> bool:
    """Say whether nothing but wrong numbers, or a low accuracy, is known of some cases."""
    name = cases[0].diagnosis.name
    return (entry(name).is_general or name == LOW_ACCURACY) and not is_recognised(cases[0])


def comes_from_writing_in_place(case: FailingCase) -> bool:
    """Say whether a case fails as one does that writes into an argument: it shares memory, or torch refuses it."""
    failure = case.symptom.failure
    is_refused = failure is not None and is_changed_leaf(failure.message)
    return (is_refused or case.diagnosis.name == MEMORY_SHARED) and not is_recognised(case)


def is_recognised(case: FailingCase) -> bool:
    """Say whether more than a name is known of a case."""
    return bool(case.named.cause or case.named.candidates or case.named.seen or case.named.follows)


def may_follow(case: FailingCase) -> bool:
    """Say whether what is told of a case may come from another fault of its function: wrong numbers, what is raised.

    A dtype, memory that is shared, an argument that is changed or a graph that is cut stays when that is mended.
    """
    name, named = case.diagnosis.name, case.named
    if named.cause or named.follows:
        return False
    return entry(name).is_general or name in FOLLOWING


def with_doubt(lesson: Lesson) -> Lesson:
    """Tell a lesson as what may follow from the first one of its function."""
    told = lesson.diagnosis
    doubt = f"This may follow from the first fault of {lesson.function}. Fix that, and look again."
    remedy = f"{doubt} If it stays: {told.remedy}"
    return replace(lesson, diagnosis=replace(told, remedy=remedy))


def lesson_of(
    cases: Sequence[FailingCase],
    following: Sequence[FailingCase],
    file: str,
    lost: dict[tuple[Visibility, str], float],
) -> Lesson:
    """Tell the mistake that some cases have in common, at the clearest of them; others may follow from it.

    lost: the points that each check has lost, if they are not taken from here yet.
    """
    clearest = min(cases, key=unclearness)
    gathered = [clearest, *cases, *following]
    checks = dict.fromkeys((case.symptom.case.visibility, case.symptom.case.check) for case in gathered)
    told, function = clearest.told, clearest.function
    if not function:
        told = replace(told, message=f"{file}: {told.message.removeprefix(f'{clearest.symptom.case.function}: ')}")
    return Lesson(
        function=function,
        diagnosis=told,
        checks=tuple(name for _, name in checks),
        visibility=clearest.symptom.case.visibility,
        points=round(sum(lost.pop(check, 0.0) for check in checks), 9),
        follows=clearest.named.follows,
        case="" if clearest.is_hidden else clearest.symptom.case.id,
    )


def unclearness(case: FailingCase) -> tuple[int, ...]:
    """Say how badly a case shows its mistake, to be compared.

    A hidden check shows nothing; a known mistake has a name, and is seen best where that fits, and where what was seen
    leads to the name by itself; an exception says less than a wrong result, other numbers less than another shape or
    other parts; a check that looks for other mistakes before is about those; words say less than a picture; of those
    that took too long, one says at which line.
    """
    is_other_name = bool(case.named.diagnosis) and case.named.diagnosis != case.diagnosis.name
    symptom = case.symptom
    is_nowhere = symptom.ending.kind == EndingKind.TIMED_OUT and symptom.ending.stopped_at is None
    shows_something_else = not entry(case.diagnosis.name).recognise(symptom)
    has_no_picture = not case.diagnosis.pictures
    rung = LADDER.index(case.diagnosis.name)
    is_raised = symptom.failure is not None
    first = (case.is_hidden, is_other_name, shows_something_else, is_raised, rung)
    return (*first, symptom.others_before, has_no_picture, is_nowhere)
