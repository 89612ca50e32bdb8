"""Make a known mistake of an answer in a class: a definition in solutions/mistakes, proved before it counts.

In: the code of one student, named and explained by an instructor who has read it. The file is written whole, it is
run on the checks of its exercise as `grade verify` runs it, and the class is judged again without being run. What does
not hold is told, and the file is as it was; else file, rows and log are written, and can be undone.
"""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tensorgrade.answers.expansion import needed
from tensorgrade.answers.known_answers import KnownAnswer, mistakes_folder, mistakes_of, read_text
from tensorgrade.answers.mistake_files import is_documented, parsed_mistakes
from tensorgrade.answers.recordings import known_subject
from tensorgrade.answers.rewriting import Statement, statements_of, without_docstring
from tensorgrade.classroom.database import Statements, word_written
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import AnswerGroup, keep_groups
from tensorgrade.classroom.ledger import FILES, Act, ActError, Ledger, RowChange
from tensorgrade.classroom.regrading import Regrade, Regrading, regrade_statements
from tensorgrade.course.catalogue import Course, CourseError, Exercise
from tensorgrade.decoding import read_json
from tensorgrade.execution.options import devices_of
from tensorgrade.execution.run import run
from tensorgrade.files import write_whole
from tensorgrade.grading import Grader
from tensorgrade.judgement.judge import judge
from tensorgrade.proof import inseparable, self_contradictions
from tensorgrade.protocol.ladder import LADDER

WIDTH = 115
UNFINISHED = "unfinished"  # what a change that is under way is called, among what the gradebook says of itself


@dataclass(frozen=True)
class Teaching:
    """What an instructor says of a mistake, and its code: the function, with what it needs beside it."""

    name: str
    diagnosis: str
    cause: str
    remedy: str
    code: str


@dataclass(frozen=True)
class FileEdit:
    """A file of mistakes before and after, None where there is none; what is told of it, and what else is written."""

    path: Path
    before: str | None
    after: str | None
    told: str
    statements: Statements = ()


class Unfinished(msgspec.Struct, frozen=True):
    """A change of a file that is under way, as it stands in the gradebook until its end.

    place: the file's, in the course. is_written: whether the class was judged again, and only its groups are left.
    """

    place: str
    before: str | None
    after: str | None
    is_written: bool = False

    @property
    def statements(self) -> Statements:
        """What writes it."""
        return word_written(UNFINISHED, msgspec.json.encode(self).decode())


class Teacher:
    """Teaches known mistakes to the course of a gradebook."""

    def __init__(self, book: Gradebook, course: Course) -> None:
        self._book = book
        self._course = course

    def teach(self, group: AnswerGroup, teaching: Teaching) -> int:
        """Make a known mistake of a group, and judge the class again; return the number of the act. Raises ActError."""
        exercise = self._course.chosen([group.exercise])[0]
        path = mistakes_folder(self._course, exercise) / f"{group.function}.py"
        before = read_text(path) if path.is_file() else None
        after = with_mistake(before, group.function, teaching)
        parsed(path, after)

        def is_told(regrades: Sequence[Regrade], grader: Grader) -> None:
            self.prove(grader, exercise, group, teaching)
            count = sum(explains(one, group, teaching) for one in regrades)
            if not count:
                raise ActError("nobody of the group would be told this: it does not behave as their answers do")

        told = f"{group.place}: {teaching.name} taught, {teaching.diagnosis}: {teaching.cause}"
        return self.change_file(FileEdit(path, before, after, told), is_told)

    def unteach(self, act: Act) -> None:
        """Take back what was taught, and judge the class again. Raises ActError where the file was changed since."""
        (change,) = act.changes
        path = self._course.root / change.key[0]
        if (read_text(path) if path.is_file() else None) != text_in(change.after):
            raise ActError(f"{change.key[0]} was changed since; mend it by hand")
        undone = [("UPDATE acts SET is_undone = 1 WHERE id = ?", [(act.number,)])]
        edit = FileEdit(path, text_in(change.after), text_in(change.before), f"undone: {act.told}", undone)
        self.change_file(edit, lambda regrades, grader: None)

    def change_file(self, edit: FileEdit, proved: Callable[[Sequence[Regrade], Grader], None]) -> int:
        """Write a file of mistakes, judge the class again, and write that; the file is put back where that fails.

        Whoever is killed meanwhile leaves a word of it, by which `brought_to_an_end` knows what there is to do.
        """
        place = edit.path.relative_to(self._course.root).as_posix()
        begun = Unfinished(place, edit.before, edit.after)
        self._book.database.write(begun.statements)
        put_file(edit.path, edit.after)
        try:
            devices = devices_of(self._book.about.setting.device or "all")
            with Grader(self._course, self._book.about.exercises, devices=devices) as grader:
                regrades = list(Regrading(self._book, self._course).judged_again(grader))
                proved(regrades, grader)
            change = RowChange(FILES, (place,), held(edit.before), held(edit.after))
            rest = replace(begun, is_written=True).statements
            written = [*regrade_statements(self._book, regrades), *edit.statements, *rest]
            number = Ledger(self._book.database).logged(edit.told, [change], written)
        except CourseError as error:
            brought_to_an_end(self._book, self._course)
            raise ActError(str(error)) from error
        except BaseException:
            brought_to_an_end(self._book, self._course)
            raise
        brought_to_an_end(self._book, self._course)
        return number

    def prove(self, grader: Grader, exercise: Exercise, group: AnswerGroup, teaching: Teaching) -> None:
        """Raise ActError unless a mistake loses points on its own function alone, and is told from all others."""
        seed = self._book.about.seed or 0
        answer = self.answer(exercise, group.function, teaching.name)
        cases = [case for case in grader.cases if case.exercise == exercise.slug]
        expected = grader.reference.expected(seed)
        launcher = grader.running.launchers.trusted()
        actual = run(launcher, known_subject(exercise, answer, seed), cases)
        failing = {check.first.function for check in judge(cases, expected, actual) if check.symptoms}
        if group.function not in failing:
            raise ActError("no check catches this: it gets all points of its function")
        if strangers := failing - {group.function}:
            raise ActError(f"this spoils {', '.join(sorted(strangers))}, too: leave out what others use")
        known = grader.reference.all_known(seed, exercise, group.function)
        problems = [*inseparable(known, cases), *self_contradictions([answer])]
        for problem in problems:
            if answer.name in problem:
                raise ActError(problem)

    def answer(self, exercise: Exercise, function: str, name: str) -> KnownAnswer:
        """Read a known mistake as a whole hand-in. Raises CourseError."""
        full = f"{exercise.slug}.{function}.{name}"
        return next(one for one in mistakes_of(self._course, exercise, function) if one.name == full)


def brought_to_an_end(book: Gradebook, course: Course) -> None:
    """Do what is left of a change of known mistakes: put the file back, or gather the groups where all is written."""
    word = book.database.word(UNFINISHED)
    if not word:
        return
    begun = read_json(word, Unfinished)
    path = course.root / begun.place
    if begun.is_written:
        keep_groups(book, course)
    elif (read_text(path) if path.is_file() else None) == begun.after:
        put_file(path, begun.before)
    book.database.write(word_written(UNFINISHED, ""))


def explains(regrade: Regrade, group: AnswerGroup, teaching: Teaching) -> bool:
    """Say whether somebody of the group is told the cause of a mistake, or that it could be."""
    return regrade.row.student in group.students and any(
        behaviour.function == group.function and teaching.cause in behaviour.why.split(" Or: ")
        for behaviour in regrade.holding.behaviours
    )


def suggested_code(source: bytes, function: str) -> str:
    """Return the definition of a function in a student's file with what it needs beside it; empty where it has none."""
    try:
        statements = statements_of(source.decode("utf-8", "replace"))
    except (SyntaxError, ValueError):
        return ""
    own = next((statement for statement in statements if function in statement.binds), None)
    if own is None:
        return ""
    others = [statement for statement in statements if statement is not own]
    beside = needed(own.uses, others)
    return "\n\n".join(bare(statement).text for statement in [*beside, own])


def bare(statement: Statement) -> Statement:
    """Return a statement without a docstring."""
    return without_docstring(statement) if is_documented(statement.node) else statement


def with_mistake(before: str | None, function: str, teaching: Teaching) -> str:
    """Return the text of a file of mistakes with one more. Raises ActError where it cannot be one."""
    if not teaching.name.isidentifier() or keyword.iskeyword(teaching.name) or teaching.name == function:
        raise ActError(f"{teaching.name!r} is no name for a mistake: write one as of a function, such as rows_twice")
    if teaching.diagnosis not in LADDER:
        raise ActError(f"there is no diagnosis {teaching.diagnosis!r}")
    if not teaching.cause:
        raise ActError("say what the cause is")
    try:
        statements = statements_of(teaching.code.replace("\r\n", "\n"))
    except (SyntaxError, ValueError) as error:
        raise ActError(f"the code cannot be read: {error}") from error
    if [function in statement.binds for statement in statements].count(True) != 1:
        raise ActError(f"the code does not define {function} once")
    text = before if before is not None else f'"""Known mistakes of {function}."""\n'
    there = statements_of(text)
    new = [one for one in map(bare, statements) if one.text not in {statement.text for statement in there}]
    pieces = [documented(one, function, teaching) if function in one.binds else one.text for one in new]
    return "\n\n\n".join([text.rstrip("\n"), *pieces]) + "\n"


def documented(statement: Statement, function: str, teaching: Teaching) -> str:
    """Return the definition of a function under the name of a mistake, with what is said of it as its docstring."""
    (own,) = statements_of(statement.renamed({function: teaching.name}))
    node = own.node
    body = getattr(node, "body", None)
    if not body or body[0].lineno == node.lineno:
        raise ActError(f"write {function} as a definition of several lines")
    margin = " " * body[0].col_offset
    words = [f"{teaching.diagnosis}: {teaching.cause}", *([f"remedy: {teaching.remedy}"] if teaching.remedy else [])]
    lines = [line for part in words for line in textwrap.wrap(part, WIDTH - len(margin), break_on_hyphens=False)]
    quoted = "\n".join(lines).replace("\\", "\\\\").replace('"', '\\"')
    docstring = textwrap.indent(f'"""{quoted}\n"""' if len(lines) > 1 else f'"""{quoted}"""', margin)
    place = body[0].lineno - own.first
    return "\n".join([*own.lines[:place], docstring, *own.lines[place:]])


def parsed(path: Path, text: str) -> None:
    """Raise ActError where a file of mistakes could not be read."""
    try:
        parsed_mistakes(path.name, text)
    except CourseError as error:
        raise ActError(str(error)) from error


def put_file(path: Path, text: str | None) -> None:
    """Write a file whole, or remove it."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def held(text: str | None) -> tuple[str, ...] | None:
    """Return a text as a change holds it."""
    return None if text is None else (text,)


def text_in(value: tuple[float | str, ...] | None) -> str | None:
    """Return the text that a change holds."""
    return None if value is None else str(value[0])
