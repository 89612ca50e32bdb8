"""A session of `grade watch`: what is known of the submission, and what a save and each key do."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from rich.markdown import Markdown

from tensorgrade.commands import progress
from tensorgrade.commands.hint import next_hint
from tensorgrade.commands.locations import find_in, locations_in
from tensorgrade.commands.watch.unaffected import exercise_of, sources_of_checks, unaffected
from tensorgrade.course.catalogue import CourseError, Exercise
from tensorgrade.course.hint_files import find, hints_of
from tensorgrade.exits import LauncherError, sentence_of
from tensorgrade.files import DEFAULT_REPORT, WritingError, write_whole
from tensorgrade.grading import Graded, Grader, rounded
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.python_source import definitions_of, parsed
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult
from tensorgrade.submission.read import Submission, SubmissionError, read_submission
from tensorgrade.submission.untouched import body_of
from tensorgrade_reports.overview import open_in
from tensorgrade_reports.result_files import write_html
from tensorgrade_reports.terminal.screens import Screen
from tensorgrade_reports.terminal.workbench import Page, Workbench, verdict


@dataclass(frozen=True)
class GradedSubmission:
    """A submission as it was read, and what came of it."""

    submission: Submission
    graded: Graded


class Session:
    """What is known of the submission, and what the student works on."""

    def __init__(self, grader: Grader, path: Path, seed: int, first: GradedSubmission, screen: Screen) -> None:
        """Begin with a submission that was read from `path` and graded on `seed`."""
        self._grader, self._path, self._seed, self._screen = grader, path, seed, screen
        self._submission = first.submission
        self._right = dict(first.graded.right)
        read = first.submission
        is_whole = len(grader.exercises) == len(grader.course.exercises)
        self.workbench = Workbench(
            first.graded.result, first_open(first.graded.result), locations_in(read), find_in(read), is_whole=is_whole
        )

    @property
    def result(self) -> SubmissionResult:
        """What came of the last attempt."""
        return self.workbench.result

    def show(self, has_keys: bool) -> None:
        """Show the first workbench."""
        self.workbench = replace(self.workbench, has_keys=has_keys)
        self._screen.draw(self.workbench)

    def saved(self) -> None:
        """Grade the exercises whose files changed, and show what came of it.

        What fails is told in one sentence, and the next save is graded again. Raises LauncherError: then none can be.
        """
        try:
            self.grade()
        except SubmissionError as error:  # an editor may take a file away for a moment
            self.tell(str(error))
        except (LauncherError, CourseError):
            raise
        except Exception as error:
            self.tell(sentence_of(error)[0])

    def grade(self) -> None:
        """Read what was saved, grade what changed, and show it; meanwhile the workbench says that it is old."""
        begin = time.monotonic()
        before, now = self._submission, read_submission(self._path, self._grader.course)
        changed = [one.slug for one in self._grader.exercises if content(now, one.file) != content(before, one.file)]
        if not changed:
            return
        names = ", ".join(changed)
        self.workbench = replace(self.workbench, since=begin, told=f"grading {names}", page=None)
        self._screen.note(self.workbench)
        settled = self.settled(now, changed)
        graded = self._grader.grade(now, self._seed, self.count, only=changed, settled=settled)
        self._submission = now
        self._right = {case: took for case, took in self._right.items() if exercise_of(case) not in changed}
        self._right |= graded.right
        result = merged(self.result, graded.result)
        progress.keep(self._grader.course, self._path, now, graded.result)
        self.workbench = Workbench(
            result,
            self.focus_after(before, result, changed),
            locations_in(now),
            find_in(now),
            told=f"graded {names} in {time.monotonic() - begin:.2f} s",
            has_keys=self.workbench.has_keys,
            is_whole=self.workbench.is_whole,
        )
        self._screen.draw(self.workbench)

    def settled(self, now: Submission, changed: Sequence[str]) -> dict[str, float]:
        """Return the cases of the changed exercises that need not run again, with their seconds."""
        found: dict[str, float] = {}
        for exercise in self._grader.exercises:
            before, written = (one.files.get(exercise.file) for one in (self._submission, now))
            if exercise.slug in changed and before is not None and written is not None:
                cases = [case for case in self._grader.cases if case.exercise == exercise.slug]
                checks = sources_of_checks(self._grader.course, exercise)
                found |= unaffected(cases, self._right, before, written, checks)
        return found

    def focus_after(self, before: Submission, result: SubmissionResult, changed: Sequence[str]) -> str:
        """Name the function that the student works on: the one in focus, or the first that the save changed."""
        exercises = [exercise for exercise in self._grader.exercises if exercise.slug in changed]
        written = [key for exercise in exercises for key in functions_changed(exercise, before, self._submission)]
        if self.workbench.focus in written or (not written and self.workbench.focus.partition(".")[0] in changed):
            return self.workbench.focus
        return written[0] if written else first_open(result, changed)

    def count(self, done: int, total: int, function: str) -> None:
        """Show how far a grading is, and which function it waits for."""
        told = self.workbench.told.partition(":")[0]
        self.workbench = replace(
            self.workbench, told=f"{told}: {done} of {total}" + (f", {function}" if function else "")
        )
        self._screen.note(self.workbench)

    def key(self, key: str) -> None:
        """Do what a key asks for; on a page, any other key goes on in it or leaves it."""
        if key == "h":
            self.hint()
        elif key == "e":
            self.explain()
        elif key == "m":
            self.read(Page(self.workbench.focus, verdict(self.workbench)))
        elif key == "r":
            self.report()
        elif key == "n":
            self.workbench = replace(
                self.workbench, focus=next(iter(self.workbench.others), self.workbench.focus), told="", page=None
            )
            self._screen.draw(self.workbench)
        elif self.workbench.page is not None:
            self.turn_page(key)

    def turn_page(self, key: str) -> None:
        """Show the next part of what is read, where there is one and the space bar asks for it; else the workbench."""
        page = self.workbench.page
        first = self._screen.next_part(page) if page is not None and key == " " else None
        self.workbench = replace(self.workbench, page=replace(page, first=first) if page and first else None)
        self._screen.draw(self.workbench)

    def read(self, page: Page) -> None:
        """Show a page in the place of the verdict."""
        self.workbench = replace(self.workbench, page=page, told="")
        self._screen.draw(self.workbench)

    def hint(self) -> None:
        """Show the next hint for the function in focus."""
        course = self._grader.course
        exercise, function = find(course, self.workbench.focus)
        if hints := hints_of(course, exercise).get(function, ()):
            shown = next_hint(self.workbench.focus, hints)
            self.read(Page(shown.title, Markdown(shown.text)))
        else:
            self.tell(f"there is no hint for {self.workbench.focus}")

    def explain(self) -> None:
        """Show the page of the first lesson of the function in focus."""
        failure = self.workbench.failure
        if failure and failure.lesson:
            name = failure.lesson.diagnosis.name
            self.read(Page(name, Markdown(entry(name).page)))
        else:
            self.tell(f"nothing is known to be wrong with {self.workbench.focus.partition('.')[2]}")

    def report(self) -> None:
        """Write the HTML report into the working folder."""
        try:
            write_whole(DEFAULT_REPORT, write_html(self.result))
            self.tell(f"html written to {DEFAULT_REPORT.absolute()}")
        except WritingError as error:
            self.tell(f"grade: {error}")

    def tell(self, sentence: str) -> None:
        """Say below all else what happened."""
        self.workbench = replace(self.workbench, told=sentence, since=None)
        self._screen.note(self.workbench)


def content(submission: Submission, file: str) -> tuple[bytes | None, str | None]:
    """Return what a submission holds of a file, or why it cannot be read."""
    return submission.files.get(file), submission.problems.get(file)


def functions_changed(exercise: Exercise, before: Submission, now: Submission) -> Iterator[str]:
    """Give the full names of the functions whose code a save changed."""
    old, new = (code_in(submission.files.get(exercise.file, b"")) for submission in (before, now))
    for function in exercise.functions:
        if new.get(function.name) != old.get(function.name):
            yield f"{exercise.slug}.{function.name}"


def code_in(source: bytes) -> dict[str, str]:
    """Return the code of each definition of a source, without its place; nothing where Python cannot read it."""
    tree = parsed(source)
    return {node.name: body_of(node) for node in definitions_of(tree)} if tree else {}


def merged(before: SubmissionResult, new: SubmissionResult) -> SubmissionResult:
    """Put new results of some exercises in the place of the old ones."""
    graded: dict[str, ExerciseResult] = {exercise.name: exercise for exercise in new.exercises}
    exercises = tuple(graded.get(exercise.name, exercise) for exercise in before.exercises)
    return msgspec.structs.replace(
        before, exercises=exercises, points=rounded(sum(exercise.points for exercise in exercises))
    )


def first_open(result: SubmissionResult, slugs: Sequence[str] = ()) -> str:
    """Name the function to turn to, of these exercises or of all: where all pass, the first."""
    lines = Workbench(result, "").lines
    keys = [*open_in(result), *lines]
    return next(key for key in keys if not slugs or lines[key].exercise in slugs)
