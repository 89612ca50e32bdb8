"""A session of `grade watch`: what is known of the submission, and what a save and each key do."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from tensorgrade.commands import explain, hint
from tensorgrade.course.catalogue import CourseError
from tensorgrade.exits import LauncherError, sentence_of
from tensorgrade.files import DEFAULT_REPORT, WritingError, write_whole
from tensorgrade.grading import Grader, rounded
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult
from tensorgrade.submission.read import Submission, SubmissionError, read_submission
from tensorgrade_reports.overview import failing
from tensorgrade_reports.result_files import write_html
from tensorgrade_reports.terminal.desk import after, lines_of, show_desk


@dataclass(frozen=True)
class Attempt:
    """A submission as it was read, and what came of it."""

    submission: Submission
    result: SubmissionResult


class Session:
    """What is known of the submission, and what the student works on."""

    def __init__(self, grader: Grader, path: Path, seed: int, first: Attempt, out: Console) -> None:
        """Begin with a submission that was read from `path` and graded on `seed`."""
        self._grader, self._path, self._seed, self._out = grader, path, seed, out
        self._attempt = first
        self.focus = first_open(first.result)

    @property
    def result(self) -> SubmissionResult:
        """What came of the last attempt."""
        return self._attempt.result

    def saved(self, with_keys: bool) -> None:
        """Grade the exercises whose files changed, and show what came of it.

        What fails is told in one sentence, and the next save is graded again. Raises LauncherError: then none can be.
        """
        try:
            self.grade(with_keys)
        except SubmissionError as error:  # an editor may take a file away for a moment
            self._out.print(Text(str(error), style="red"))
        except (LauncherError, CourseError):
            raise
        except Exception as error:
            self._out.print(Text(sentence_of(error)[0], style="red"))

    def grade(self, with_keys: bool) -> None:
        """Read what was saved, grade what changed, and show it."""
        begin = time.perf_counter()
        before, now = self._attempt, read_submission(self._path, self._grader.course)
        changed = [
            exercise.slug
            for exercise in self._grader.exercises
            if content(now, exercise.file) != content(before.submission, exercise.file)
        ]
        if not changed:
            return
        graded = self._grader.grade(now, self._seed, only=changed)
        self._attempt = Attempt(now, merged(before.result, graded.result))
        if self.focus.partition(".")[0] not in changed:
            self.focus = first_open(self.result, changed)
        self.show(with_keys)
        self.tell(f"graded {', '.join(changed)} in {time.perf_counter() - begin:.2f} s")

    def key(self, key: str, with_keys: bool) -> None:
        """Do what a key asks for."""
        if key == "h":
            self.hint()
        elif key == "e":
            self.explain()
        elif key == "r":
            self.report()
        elif key == "n":
            self.move_on()
            self.show(with_keys)

    def show(self, with_keys: bool) -> None:
        """Show the screen anew."""
        show_desk(self.result, self.focus, self._out, with_keys)

    def hint(self) -> None:
        """Show the next hint for the function in focus."""
        try:
            hint.show_next(self.focus, self._grader.course.root)
        except CourseError as error:
            self.tell(str(error))

    def explain(self) -> None:
        """Show the page of the first lesson of the function in focus."""
        failure = next((failure for failure in failing(self.result) if failure.concerns(self.focus)), None)
        if failure and failure.lesson:
            explain.show(failure.lesson.diagnosis.name)
        else:
            self.tell(f"nothing is wrong with {self.focus} that could be explained")

    def report(self) -> None:
        """Write the HTML report into the working folder."""
        try:
            write_whole(DEFAULT_REPORT, write_html(self.result))
            self.tell(f"html written to {DEFAULT_REPORT.absolute()}")
        except WritingError as error:
            self.tell(f"grade: {error}")

    def move_on(self) -> None:
        """Put the next function that does not pass into focus."""
        lines = {line.key: line for line in lines_of(self.result)}
        self.focus = next(
            (key for key in after(list(lines), self.focus) if lines[key].standing != "passed"), self.focus
        )

    def tell(self, sentence: str) -> None:
        """Print a line below the screen."""
        self._out.print(Text(sentence, style="dim"))


def content(submission: Submission, file: str) -> tuple[bytes | None, str | None]:
    """Return what a submission holds of a file, or why it cannot be read."""
    return submission.files.get(file), submission.problems.get(file)


def merged(before: SubmissionResult, new: SubmissionResult) -> SubmissionResult:
    """Put new results of some exercises in the place of the old ones."""
    graded: dict[str, ExerciseResult] = {exercise.name: exercise for exercise in new.exercises}
    exercises = tuple(graded.get(exercise.name, exercise) for exercise in before.exercises)
    return msgspec.structs.replace(
        before, exercises=exercises, points=rounded(sum(exercise.points for exercise in exercises))
    )


def first_open(result: SubmissionResult, slugs: Sequence[str] = ()) -> str:
    """Name the first function to look at: one that fails, else one that is not written, else the first of all."""
    lines = [line for line in lines_of(result) if not slugs or line.exercise in slugs]
    for standing in ("failed", "ungraded", "not_attempted"):
        for line in lines:
            if line.standing == standing:
                return line.key
    return lines[0].key
