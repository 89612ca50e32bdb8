"""Examples that a student wrote before the code, tried on right answers and on known mistakes of a function.

An example is a statement at the left margin, an assert above all. It is written below each answer and run where the
answer is imported, in a worker: what raises there is left out, and that is all that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tensorgrade.answers.known_answers import known_answers, mistakes_of
from tensorgrade.course.catalogue import Course, CourseError, Exercise
from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.run import MEMORY_BYTES
from tensorgrade.execution.time import IMPORT_SECONDS
from tensorgrade.execution.worker import Lost
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.frames import FrameError
from tensorgrade.protocol.messages import ImportExercise, Subject
from tensorgrade.protocol.transcript import read_import
from tensorgrade.source import SourceError, tree_of

ABOVE = "\n\n\nimport torch\n"  # what stands between an answer and the examples
REFERENCE = "the course's"
WHOLE_FILE = 0  # in the place of a line, where an answer ended the process


@dataclass(frozen=True)
class TriedAnswer:
    """An answer to try examples on. `diagnosis`: of a mistake; empty for a right one."""

    name: str
    source: bytes
    diagnosis: str = ""


@dataclass(frozen=True)
class ExampleOutcome:
    """What became of examples: the lines that refuse right answers, by the answers' names; the mistakes.

    refusing: for each line, counted from 1, the right answers that it refuses. caught: mistakes on which an example
    fails that refuses no right answer; missed: all others.
    """

    refusing: dict[int, tuple[str, ...]]
    caught: tuple[TriedAnswer, ...]
    missed: tuple[TriedAnswer, ...]


def right_answers(course: Course, exercise: Exercise, function: str) -> Iterator[TriedAnswer]:
    """Give the right answers to a function. Raises CourseError where there is none."""
    if exercise.reference is None:
        raise CourseError(f"examples are tried on the solutions, and solutions/{exercise.file} is not here")
    yield TriedAnswer(REFERENCE, exercise.reference.read_bytes())
    for answer in known_answers(course, exercise, "alternatives"):
        if function in answer.functions:
            yield TriedAnswer(answer.path.stem.replace("_", " "), answer.source)


def wrong_answers(course: Course, exercise: Exercise, function: str) -> Iterator[TriedAnswer]:
    """Give the known mistakes of a function."""
    for answer in mistakes_of(course, exercise, function):
        yield TriedAnswer(answer.name, answer.source, answer.diagnosis)


def count_examples(examples: str) -> int:
    """Count the statements of a file of examples. Raises CourseError where Python cannot read it, or there is none."""
    try:
        count = len(tree_of(examples).body)
    except SourceError as error:
        line = f" at line {error.line}" if error.line else ""
        raise CourseError(f"the examples cannot be read{line}: {error}") from error
    if not count:
        raise CourseError("there is no example in the file: write one as `assert total(x) == ...`")
    return count


def try_examples(
    launcher: Launcher, exercise: Exercise, examples: str, right: Sequence[TriedAnswer], wrong: Sequence[TriedAnswer]
) -> ExampleOutcome:
    """Try examples on right and wrong answers. Raises LauncherError."""
    refusing: dict[int, tuple[str, ...]] = {}
    for answer in right:
        for line in sorted(failing_lines(launcher, exercise, answer, examples)):
            refusing[line] = (*refusing.get(line, ()), answer.name)
    caught = [one for one in wrong if failing_lines(launcher, exercise, one, examples) - refusing.keys()]
    return ExampleOutcome(refusing, tuple(caught), tuple(one for one in wrong if one not in caught))


def failing_lines(launcher: Launcher, exercise: Exercise, answer: TriedAnswer, examples: str) -> set[int]:
    """Return the lines of the examples that fail on an answer, counted from 1."""
    above = answer.source.decode("utf-8-sig") + ABOVE
    before = above.count("\n")
    subject = Subject(files={exercise.file: (above + examples).encode()}, seed=0, memory=MEMORY_BYTES)
    worker = launcher.start_worker(subject)
    try:
        reply = worker.ask(ImportExercise, exercise.slug, IMPORT_SECONDS)
        if isinstance(reply, Lost):
            return {WHOLE_FILE}
        record = read_import(exercise.slug, reply.record, reply.arrays)
    except FrameError:
        return {WHOLE_FILE}
    finally:
        worker.end(wait=False)
    if record.ending.kind != EndingKind.COMPLETED:
        return {WHOLE_FILE}
    return {line.place.line - before for line in record.left_out if line.place.line > before}
