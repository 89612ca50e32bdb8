"""For Jupyter and Colab: `from tensorgrade.notebook import check; check("tensor_creation.wrap_array")`.

Grades the functions as they are in the session, from the cells that were run, in the separate worker, and shows
what came of it. `show(x.t())` tells what a tensor of the session is; that runs in the session itself.
"""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.exits import sentence_of
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.scoring.result import CheckResult, ExerciseResult
from tensorgrade.submission.notebook_cells import (
    NotebookError,
    SourceOfCells,
    cell_defining,
    source_of_cells,
    unread_cell,
)
from tensorgrade.submission.read import Submission
from tensorgrade_reports.anatomy import lines_of
from tensorgrade_reports.html.verdict import as_html, as_text

NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Verdict:
    """What came of one function; notebooks show it as HTML. `warning`: why it is not about the last version of it."""

    exercise: ExerciseResult
    function: str
    notes: tuple[str, ...] = ()
    warning: str = ""

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """The checks of the function."""
        return tuple(check for check in self.exercise.checks if check.function == self.function)

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.outcome == "passed" for check in self.checks)

    def __repr__(self) -> str:
        return as_text(self.exercise, self.function, self.warning)

    def _repr_html_(self) -> str:
        return as_html(self.exercise, self.function, self.notes, self.warning)


@dataclass(frozen=True)
class Picture:
    """What a tensor is, in lines; a notebook shows them as they are."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)


class CheckError(Exception):
    """A check cannot be made; the message is one sentence, and all that a notebook shows of it."""

    def _render_traceback_(self) -> list[str]:
        return [f"grade: {self}"]


def check(target: str, course: str | Path | None = None) -> Verdict:
    """Grade one function, named `slug.function`, as it is in this session.

    course: the folder of another course than the one round the working folder or the kit's own. Raises CheckError
    outside IPython, for a name that is not known, and where the grader itself fails.
    """
    try:
        read = read_course(Path(course).resolve() if course else find_course(Path()))
        exercise, function = find(read, target)
        cells = session_cells()
        source = source_of_cells(cells)
        check_defined(cells, source, function)
        submission = Submission(
            "notebook", {exercise.file: source.code}, {}, source.notes, cells={exercise.file: source.cells}
        )
        graded = grader_of(read, exercise).grade(submission, PUBLISHED_SEED)
        return Verdict(graded.result.exercises[0], function, source.notes, warning_of(cells, source, function))
    except Exception as error:
        raise CheckError(sentence_of(error)[0]) from error


def show(value: object) -> Picture:
    """Show what a tensor is: shape, dtype, device, strides, storage and the graph.

    value: a tensor of this session, or an expression as a text, such as `show("x.t()")`; of a text the tensors in it
    are told that share the storage. Raises CheckError for a text that is no expression, and outside IPython.
    """
    from tensorgrade import anatomy

    if not isinstance(value, str):
        return Picture(tuple(lines_of(anatomy.shown_value("the tensor", value))))
    try:
        return Picture(tuple(lines_of(anatomy.shown_expression(value, session().user_ns))))
    except (anatomy.ExpressionError, SyntaxError, NotebookError) as error:
        raise CheckError(f"the expression cannot be shown: {error}") from error


def session_cells() -> list[str]:
    """Return the cells that were run in this session, in order: [1], [2], ... Raises NotebookError outside IPython."""
    return [str(cell) for cell in session().history_manager.input_hist_raw[1:]]


def check_defined(cells: Sequence[str], source: SourceOfCells, function: str) -> None:
    """Raise NotebookError where no cell was run that defines a function, nor was to define it."""
    if function in session().user_ns or cell_defining(source, function) or unread_cell(cells, function, 0):
        return
    raise NotebookError(f"no cell that you ran defines {function}: run the cell that defines it, then this one again")


def warning_of(cells: Sequence[str], source: SourceOfCells, function: str) -> str:
    """Say where the last version of a function did not come into the session, and which one is graded; else nothing.

    Python cannot read its cell, or the cell stopped before the definition: then the session has an older version.
    """
    graded = cell_defining(source, function)
    if unread := unread_cell(cells, function, graded):
        what = f"this is about the version of cell [{graded}]" if graded else f"{function} is not defined yet"
        return f"Cell [{unread}] did not run, for Python cannot read it: {what}."
    live = cell_of(session().user_ns.get(function))
    if graded and live and live != graded:
        return (
            f"Cell [{graded}] stopped before it defined {function}, so your session still has the version of cell "
            f"[{live}]: this is about the version of cell [{graded}]."
        )
    return ""


def cell_of(definition: object) -> int:
    """Return the number of the cell that a function or class of the session comes from; 0 where that is not known."""
    parts = vars(definition).values() if isinstance(definition, type) else [definition]
    code = next((part.__code__ for part in parts if isinstance(part, FunctionType)), None)
    named = session().compile.format_code_name(code.co_filename) if code else None  # ("Cell", "In[3]")
    number = NUMBER.search(named[1]) if named else None
    return int(number[0]) if number else 0


def session() -> Any:
    """Return the IPython session that this runs in. Raises NotebookError outside IPython."""
    try:
        from IPython import get_ipython
    except ImportError:
        shell = None
    else:
        shell = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]
    if shell is None:
        raise NotebookError("this looks at the session of a notebook; elsewhere use `grade run` and `grade show`")
    return shell


@cache
def grader_of(course: Course, exercise: Exercise) -> Grader:
    """Return a grader for one exercise, which keeps torch warm until the session ends."""
    made = Grader(course, [exercise.slug], level=best_level(), workers=os.cpu_count() or 1).start()
    atexit.register(made.close)
    return made
