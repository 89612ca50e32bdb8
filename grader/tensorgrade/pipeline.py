"""From two transcripts to scored exercises: the stages of judging in their order. Whoever grades calls this.

1. judge: which checks failed, and how each failing case differs from the reference's
2. recognise: the known mistake that behaves like this
3. second look: what is still nameless may change from run to run, or be an answer that was copied
4. relate: what holds between all results of a function and those that are expected
5. consequences: which failures may follow from another function's
6. notice: a line of a failing function that is worth a look, such as one that computes something and keeps nothing
7. edits: a small change of a function that nothing has explained, with which all its checks pass
8. score: points, and the words of each diagnosis
9. excerpts: the student's own code beside each lesson, followed line by line in the failing call

Nothing here starts a process; the second look, the edits and the excerpts ask for another run through the `Trial`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.consequences import follow
from tensorgrade.judgement.dictionary import KnownMistake, named_by_mistakes
from tensorgrade.judgement.edit import Edit
from tensorgrade.judgement.edit_trials import Broken, Mend, concepts_of, is_unexplained, named_by_edits
from tensorgrade.judgement.habits import Failures
from tensorgrade.judgement.judge import Judged, gap_in, judge
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.noticed import notice
from tensorgrade.judgement.relate import relate
from tensorgrade.judgement.second_look import comes_near, constant, differing, unnamed
from tensorgrade.judgement.symptom import Symptom, symptom_of
from tensorgrade.judgement.veto import names_used
from tensorgrade.protocol.endings import DECISIVE, EndingKind
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import LeftOut
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.scoring.excerpt import PlaceOf, argument_told, excerpt_of
from tensorgrade.scoring.points import score_exercise
from tensorgrade.scoring.result import ExerciseResult, Lesson

FOLLOWED = (EndingKind.COMPLETED, EndingKind.RAISED)
FOLLOWED_SECONDS = 1.0  # what a check may have taken and have a case of it followed line by line

Known = Callable[[Exercise, str, Failures], Sequence[KnownMistake]]
Again = Callable[[int, Sequence[CollectedCase]], Transcript]
ToCompare = Callable[[Exercise, str, Failures], Sequence[CollectedCase]]


@dataclass(frozen=True)
class Trial:
    """What one answer is judged on, beside its own transcript.

    `known` gives the known mistakes of a function of an exercise, on this seed, as far as its failures ask for them;
    `to_compare` the cases in which what the answer leaves on the published seed makes that cheaper;
    `expected` the reference's transcript for any seed; `again` runs the answer once more, on a seed and some cases
    (None: there is no second look), as long as `has_room` says of the cases that there is time for it. `files` are the
    student's sources by name. `mend` looks for a change that makes a failing function right (None: nobody looks).
    `follow` runs some cases line by line (None: lessons come without code), and `place` tells a line as the student
    knows it.
    """

    exercises: Sequence[Exercise]
    cases: Sequence[CollectedCase]
    seed: int
    known: Known
    expected: Callable[[int], Transcript]
    again: Again | None = None
    has_room: Callable[[Iterable[str]], bool] = lambda cases: True
    files: Mapping[str, bytes] = field(default_factory=dict)
    mend: Mend | None = None
    follow: Again | None = None
    place: PlaceOf = lambda place: place
    to_compare: ToCompare = lambda exercise, function, failures: ()


@dataclass(frozen=True)
class Scored:
    """The exercises with their points, and why checks are ungraded, one sentence each; and what they come from.

    judged: the checks. recognised: what was recognised in failing cases.
    """

    exercises: tuple[ExerciseResult, ...]
    faults: tuple[str, ...]
    judged: Sequence[Judged] = ()
    recognised: Mapping[str, Named] = field(default_factory=dict)


def judge_transcripts(trial: Trial, actual: Transcript) -> Scored:
    """Judge and score the transcript of one answer."""
    judged = judge(trial.cases, trial.expected(trial.seed), actual)
    recognised = recognise_all(trial, judged, actual)
    for exercise in trial.exercises:
        again = second_look(trial, exercise, judged, recognised, actual)
        recognised |= relate_all(trial, exercise, judged, recognised, again, actual) | again
        source = trial.files.get(exercise.file, b"")
        recognised |= follow(exercise, judged, recognised, source)
        recognised |= notice(exercise, judged, recognised, source, trial.place)
        recognised |= try_edits(trial, exercise, judged, recognised)
    faults = tuple(check.broken for check in judged if check.broken)
    scored = score_all(trial.exercises, judged, recognised, actual.left_out)
    return Scored(with_excerpts(trial, judged, scored), faults, judged, recognised)


def recognise_all(trial: Trial, judged: Sequence[Judged], actual: Transcript) -> dict[str, Named]:
    """Name the known mistake behind each failing case where there is one."""
    named: dict[str, Named] = {}
    expected = trial.expected(trial.seed)
    failing = [
        (exercise, function, Failures(symptoms, expected, actual))
        for exercise in trial.exercises
        for function, symptoms in failing_functions(exercise, judged).items()
    ]
    published = left_published(trial, failing)
    for exercise, function, failures in failing:
        known = trial.known(exercise, function, failures.beside(published))
        source = names_used(trial.files.get(exercise.file, b""), function)
        named |= named_by_mistakes(failures.symptoms, expected, actual, known, source)
    return named


def left_published(trial: Trial, failing: Sequence[tuple[Exercise, str, Failures]]) -> Transcript:
    """Return what an answer leaves on the published seed where that tells known mistakes apart, if there is time."""
    cases = [case for failures in failing for case in trial.to_compare(*failures)]
    if not cases or trial.again is None or not trial.has_room(case.id for case in cases):
        return Transcript({})
    left = trial.again(PUBLISHED_SEED, cases)
    return Transcript({case: evidence for case, evidence in left.cases.items() if not gap_in(evidence.record)})


def passing_cases(judged: Sequence[Judged]) -> set[str]:
    """Return the cases that are right, of checks that are graded."""
    graded = [check for check in judged if check.outcome != "ungraded"]
    failing = {symptom.case.id for check in graded for symptom in check.symptoms}
    return {case.id for check in graded for case in check.cases} - failing


def cases_of(trial: Trial, exercise: Exercise, function: str) -> list[CollectedCase]:
    """Return the cases of one function."""
    return [case for case in trial.cases if case.exercise == exercise.slug and case.function == function]


def second_look(
    trial: Trial, exercise: Exercise, judged: Sequence[Judged], recognised: Mapping[str, Named], actual: Transcript
) -> dict[str, Named]:
    """Name answers that change from run to run, that never change, or that are right on the published seed only."""
    named: dict[str, Named] = {}
    for function, symptoms in failing_functions(exercise, judged).items():
        open_cases = unnamed({case: symptom for case, symptom in symptoms.items() if case not in recognised})
        if not open_cases or trial.again is None or not trial.has_room(open_cases):
            continue
        cases = cases_of(trial, exercise, function)
        again = trial.again(trial.seed, [case for case in cases if case.id in open_cases])
        if changing := differing(list(open_cases), actual, again):
            named |= dict.fromkeys(changing, Named("nondeterministic"))
        elif comes_near(open_cases):
            continue
        elif trial.seed != PUBLISHED_SEED and is_right_on_published(trial, trial.again, cases):
            named |= dict.fromkeys(open_cases, Named("hard-coded-answer"))
        else:
            answers = constant(open_cases, trial.expected(trial.seed), actual, len(symptoms))
            named |= dict.fromkeys(answers, Named("hard-coded-answer"))
    return named


def relate_all(
    trial: Trial,
    exercise: Exercise,
    judged: Sequence[Judged],
    recognised: Mapping[str, Named],
    again: Mapping[str, Named],
    actual: Transcript,
) -> dict[str, Named]:
    """Tell what the failing cases of a function have in common, apart from those that the second look has named."""
    named: dict[str, Named] = {}
    passed = passing_cases(judged)
    for function, symptoms in failing_functions(exercise, judged).items():
        passing = [case for case in cases_of(trial, exercise, function) if case.id in passed]
        others = {case: symptom for case, symptom in symptoms.items() if case not in again}
        named |= relate(others, recognised, passing, trial.expected(trial.seed), actual)
    return named


def try_edits(
    trial: Trial, exercise: Exercise, judged: Sequence[Judged], recognised: Mapping[str, Named]
) -> dict[str, Named]:
    """Tell the line that is at fault in functions that nothing has explained, where changing it makes them right."""
    named: dict[str, Named] = {}
    for function, symptoms in failing_functions(exercise, judged).items():
        if trial.mend is None or not is_unexplained(symptoms, recognised):
            continue
        cases, concepts = cases_of(trial, exercise, function), concepts_of(symptoms, recognised)
        edits = trial.mend(Broken(exercise, function, cases, symptoms.keys(), concepts))
        if edits:

            def place(edit: Edit, file: str = exercise.file) -> Place:
                return trial.place(Place(file, edit.line, "", ""))

            told = [recognised.get(case, UNNAMED) for case in symptoms]
            named |= dict.fromkeys(symptoms, named_by_edits(edits, function, place, told))
    return named


def is_right_on_published(trial: Trial, again: Again, cases: Sequence[CollectedCase]) -> bool:
    """Say whether an answer passes these cases on the inputs that everybody can see, if there is time to find out.

    The cheapest is tried first: most answers fail it, and the others are not run.
    """
    if not trial.has_room(case.id for case in cases):
        return False
    expected = trial.expected(PUBLISHED_SEED)

    def passes(some: Sequence[CollectedCase]) -> bool:
        actual = again(PUBLISHED_SEED, some)
        return all(symptom_of(case, expected.of(case.id), actual.of(case.id)) is None for case in some)

    first, *others = sorted(cases, key=lambda case: expected.of(case.id).record.seconds)
    return passes([first]) and (not others or passes(others))


def failing_functions(exercise: Exercise, judged: Sequence[Judged]) -> dict[str, dict[str, Symptom]]:
    """Return the symptoms of each function that a known mistake may explain, by case."""
    failing: dict[str, dict[str, Symptom]] = {}
    for check in judged:
        if check.first.exercise == exercise.slug:
            for symptom in check.symptoms:
                failing.setdefault(check.first.function, {})[symptom.case.id] = symptom
    return {
        function: symptoms
        for function, symptoms in failing.items()
        if any(symptom.ending.kind not in DECISIVE for symptom in symptoms.values())
    }


def with_excerpts(
    trial: Trial, judged: Sequence[Judged], exercises: Sequence[ExerciseResult]
) -> tuple[ExerciseResult, ...]:
    """Put the student's code beside the lessons of public checks."""
    if trial.follow is None:
        return tuple(exercises)
    symptoms = {symptom.case.id: symptom for check in judged for symptom in check.symptoms}
    seconds = {symptom.case.id: check.seconds for check in judged for symptom in check.symptoms}
    told = {lesson.case for exercise in exercises for lesson in exercise.lessons if lesson.case and lesson.function}
    quick = [
        case
        for case in trial.cases
        if case.id in told and symptoms[case.id].ending.kind in FOLLOWED and seconds[case.id] < FOLLOWED_SECONDS
    ]
    followed = trial.follow(trial.seed, quick) if quick else Transcript({})
    files = {exercise.slug: exercise.file for exercise in trial.exercises}

    def with_code(exercise: ExerciseResult, lesson: Lesson) -> Lesson:
        if lesson.case not in told:
            return lesson
        file, walks, symptom = files[exercise.name], followed.of(lesson.case).record.walks, symptoms[lesson.case]
        code = excerpt_of(trial.files.get(file, b""), file, symptom, walks, trial.place)
        diagnosis = lesson.diagnosis
        if not diagnosis.cause and not diagnosis.candidates:
            diagnosis = replace(diagnosis, cause=argument_told(symptom, walks))
        return replace(lesson, code=code, diagnosis=diagnosis)

    return tuple(
        replace(exercise, lessons=tuple(with_code(exercise, lesson) for lesson in exercise.lessons))
        for exercise in exercises
    )


def score_all(
    exercises: Sequence[Exercise],
    judged: Sequence[Judged],
    recognised: Mapping[str, Named],
    left_out: Mapping[str, Sequence[LeftOut]],
) -> tuple[ExerciseResult, ...]:
    """Score each exercise on its own checks; `left_out` are the lines of its file that were left out at import."""
    return tuple(
        score_exercise(
            exercise,
            [check for check in judged if check.first.exercise == exercise.slug],
            recognised,
            left_out.get(exercise.slug, ()),
        )
        for exercise in exercises
    )
