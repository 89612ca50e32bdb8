"""Grade a class again: judge what its hand-ins left before, without running them; or run some exercises anew.

In: a gradebook and the course as it is now. Out: for each student what would be written, so that a person can see the
change of points before it is; then all of it is written in one transaction. What was kept of an exercise whose checks,
reference or data have changed since cannot be judged again, and is left as it is; so is a student of whom nothing is
kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from tensorgrade.answers.keys import content_key, course_key, parsed_key
from tensorgrade.classroom.database import Statements
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holding, Holdings
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.roll import call_roll
from tensorgrade.classroom.roster import Listed, Roster
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.ways import ways_of
from tensorgrade.classroom.work import Done, Work
from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.grading import Graded, Grader
from tensorgrade.kept_runs import Runs, joined, packed_runs, unpacked_runs
from tensorgrade.pipeline import Trial, judge_transcripts
from tensorgrade.scoring.behaviour import Behaviour, behaviours_of
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult
from tensorgrade.submission.read import Submission, SubmissionError


@dataclass(frozen=True)
class PointChange:
    """What an exercise brings before and after, as computed."""

    exercise: str
    before: float
    after: float


@dataclass(frozen=True)
class Regrade:
    """What would be written of one student. `left`: the exercises that could not be judged again."""

    row: Row
    result: SubmissionResult
    holding: Holding
    key: str
    left: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[PointChange, ...]:
        """The exercises whose points change."""
        after = {exercise.name: exercise.points for exercise in self.result.exercises}
        both = ((one.name, one.points, after[one.name]) for one in self.row.result.exercises)
        return tuple(PointChange(*change) for change in both if change[1] != change[2])


class Regrading:
    """Grades the class of a gradebook again, on the course as it is now."""

    def __init__(self, book: Gradebook, course: Course) -> None:
        self._book = book
        self._course = course
        self._exercises = course.chosen(book.about.exercises)
        setting = book.about.setting
        self._key = course_key(course, self._exercises, setting.level, setting.device) if setting.level else ""
        self._holdings = Holdings(book.database)

    def judged_again(self, grader: Grader) -> Iterator[Regrade]:
        """Judge what each student's hand-in left before; the grader needs to be of all exercises of the gradebook."""
        behaviours = self._holdings.behaviours()
        for row in self._book.rows():
            holding = dataclass_replace(self._holdings.of(row.student), behaviours=behaviours.get(row.student, ()))
            runs = unpacked_runs(holding.runs)
            if runs is None or row.result.device != ",".join(grader.devices):
                yield self.untouched(row, holding)
                continue
            kept = [exercise for exercise in self._exercises if has_kept(grader, exercise, runs)]
            left = tuple(exercise.slug for exercise in self._exercises if exercise not in kept)
            graded = judge_again(grader, kept, Submission(row.student, holding.files, {}), runs)
            result = with_code(graded.result, row.result)
            yield self.spliced(row, holding, dataclass_replace(graded, result=result), left)

    def run_again(self, done: Done) -> Regrade:
        """Put an exercise that was run anew in the place of what there was."""
        row = self._book.row(done.submission.name)
        assert row is not None
        before, graded = self._holdings.of(row.student), done.graded
        runs = unpacked_runs(graded.runs)
        kept = joined(unpacked_runs(before.runs), runs) if runs else None
        files = done.submission.files
        content, ways = packed_runs(kept) if kept else b"", ways_of(files, self._exercises)
        holding = Holding(files, content, before.behaviours, ways, done.submission.hints)
        slugs = {exercise.name for exercise in graded.result.exercises}
        left = tuple(exercise.slug for exercise in self._exercises if exercise.slug not in slugs)
        return self.spliced(row, holding, graded, left)

    def spliced(self, row: Row, holding: Holding, graded: Graded, left: tuple[str, ...]) -> Regrade:
        """Put the exercises that were graded again in the place of what there was."""
        anew = {exercise.name: exercise for exercise in graded.result.exercises}
        exercises = tuple(anew.get(exercise.name, exercise) for exercise in row.result.exercises)
        result = replace(row.result, exercises=exercises, points=total(exercises), possible=possible(exercises))
        behaviours = (*others(holding.behaviours, anew), *graded.behaviours)
        key = parsed_key(self._book.keys()[row.student])
        is_whole = key is not None and bool(self._key) and not left
        text = str(dataclass_replace(key, course=self._key)) if is_whole and key else str(key or "")
        return Regrade(row, result, dataclass_replace(holding, behaviours=behaviours), text, left)

    def untouched(self, row: Row, holding: Holding) -> Regrade:
        """Leave a student's row as it is."""
        slugs = tuple(exercise.slug for exercise in self._exercises)
        return Regrade(row, row.result, holding, self._book.keys()[row.student], slugs)

    def works(self) -> Iterator[Work]:
        """Read the hand-ins that are still what was graded, each to be run on the seed that it was graded on."""
        roster = Roster(tuple(Listed(identity) for identity in self._book.identities.values()))
        folder = Path(self._book.about.submissions or "")
        intake = find_hand_ins(folder, [listed.identity.login for listed in roster.students])
        keys = {student: parsed_key(text) for student, text in self._book.keys().items()}
        for hand_in in call_roll(intake.hand_ins, roster).hand_ins:
            key = keys.get(hand_in.student)
            try:
                submission = read_hand_in(hand_in, self._course)
            except SubmissionError:
                continue
            if key is not None and content_key(submission) == key.content:
                yield Work(submission, key.seed)


def has_kept(grader: Grader, exercise: Exercise, runs: Runs) -> bool:
    """Say whether what was kept of an exercise was run beside the reference, and on the checks, that there are."""
    return runs.references.get(exercise.slug) == grader.reference_key(exercise, runs.seed)


def judge_again(grader: Grader, exercises: Sequence[Exercise], submission: Submission, runs: Runs) -> Graded:
    """Judge what a submission left before, without running it, on exercises of which it was kept."""
    reference, seed, slugs = grader.reference, runs.seed, {exercise.slug for exercise in exercises}
    cases = [case for case in grader.cases if case.exercise in slugs]
    expected = runs.expected(reference.expected(seed))
    trial = Trial(
        exercises,
        cases,
        seed,
        known=partial(reference.known, seed),
        to_compare=partial(reference.to_compare, seed),
        expected=lambda asked: expected if asked == seed else reference.expected(asked),
        again=runs.run_again,
        files=submission.files,
        mend=runs.mend,
    )
    scored = judge_transcripts(trial, runs.actual(expected, cases))
    graded = grader.written(submission.name, seed, scored)
    return Graded(graded.result, graded.faults, behaviours_of(scored.judged, scored.recognised))


def with_code(result: SubmissionResult, before: SubmissionResult) -> SubmissionResult:
    """Put the student's code beside the lessons as it was seen in the same cases before; nothing is run to see more."""
    code = {lesson.case: lesson.code for exercise in before.exercises for lesson in exercise.lessons if lesson.case}
    exercises = tuple(
        replace(exercise, lessons=tuple(replace(each, code=code.get(each.case)) for each in exercise.lessons))
        for exercise in result.exercises
    )
    return replace(result, exercises=exercises)


def course_of(book: Gradebook, place: Path | None) -> Course:
    """Return the course in a folder, else the one that a class was graded on, weighed as it was. Raises CourseError."""
    setting = book.about.setting
    root = place.resolve() if place else Path(setting.course) if setting.course else find_course(Path())
    return read_course(root).asked((), setting.assignment or None)[0]


def regrade_statements(book: Gradebook, regrades: Sequence[Regrade]) -> Statements:
    """Return what writes the rows that were graded again."""
    statements: list[tuple[str, Sequence[Sequence[object]]]] = []
    for regrade in regrades:
        if regrade.result != regrade.row.result or regrade.key != book.keys()[regrade.row.student]:
            row = book.row_of(
                regrade.row.student, regrade.row.page, regrade.result, regrade.row.handed_in, regrade.row.problem
            )
            statements += book.statements(row, regrade.key, False, regrade.holding)
    return statements


def others(behaviours: Sequence[Behaviour], anew: Mapping[str, ExerciseResult]) -> list[Behaviour]:
    """Return the behaviours of those exercises that were not graded again."""
    return [behaviour for behaviour in behaviours if behaviour.exercise not in anew]


def total(exercises: Sequence[ExerciseResult]) -> float:
    """Add up points as a whole result has them."""
    return round(sum(exercise.points for exercise in exercises), 9)


def possible(exercises: Sequence[ExerciseResult]) -> float:
    """Add up what can be had."""
    return round(sum(exercise.possible for exercise in exercises), 9)
