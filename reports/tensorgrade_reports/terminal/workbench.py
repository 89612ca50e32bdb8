"""What `grade watch` shows: the function that the student works on, then the exercises, then what the keys do.

A workbench says what there is to show. `print_workbench` prints all of it; `WorkbenchView` fits it to a terminal of any
size: how the function stands comes first and is always there, what does not fit is left out, and a key shows it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from tensorgrade.protocol.fields import Place
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import (
    Failing,
    FunctionLine,
    Location,
    checks_of,
    failing,
    fault_left,
    function_lines,
    open_in,
    step_of,
)
from tensorgrade_reports.terminal.code import code_table
from tensorgrade_reports.terminal.result import FAREWELL, MARKS, rows_of_lesson, table_of

KEYS = (("h", "hint"), ("e", "explain"), ("m", "more"), ("n", "next"), ("r", "report"), ("q", "quit"))
PAGE_KEYS = "space on   b back   " + "   ".join(f"{key} {does}" for key, does in KEYS)
FIRST_TO_GO = ("fail too", "worth", "more", "printed", "could be", "device", "cause", "rule")
LINES_OF_ROW = 2  # where not all fits
BOTTOM = 2  # the score with what happened last, and the keys
OLD = " old verdict: your save is being graded "
REST = "  … m shows all of it"
TITLE = 2  # of a page, with the blank below it
Lines = list[list[Segment]]


@dataclass(frozen=True)
class Page:
    """Something to read in the place of the verdict: a hint, a diagnosis, the whole verdict. `first`: its top line."""

    title: str
    content: RenderableType
    first: int = 0


@dataclass(frozen=True)
class Workbench:
    """What is shown. `focus`: the function that the student works on, by its full name.

    locations: where functions stand, by full name. find: says where a line of the student's files is.
    told: what happened last. since: when the grading began of what was saved, by time.monotonic(); until it is done,
    all else is of an earlier version. page: what is read in the place of the verdict.
    is_whole: whether the course has no other exercises.
    """

    result: SubmissionResult
    focus: str
    locations: Mapping[str, Location] = field(default_factory=dict)
    find: Callable[[Place], Location | None] = lambda place: None
    told: str = ""
    since: float | None = None
    page: Page | None = None
    has_keys: bool = False
    is_whole: bool = True

    @property
    def lines(self) -> dict[str, FunctionLine]:
        """A line for each function, by its full name, in the order of the exercises."""
        return {line.key: line for exercise in self.result.exercises for line in function_lines(exercise)}

    @property
    def failure(self) -> Failing | None:
        """What keeps the function in focus from passing, if anything is known."""
        return next((one for one in failing(self.result) if one.concerns(self.focus)), None)

    @property
    def exercise(self) -> ExerciseResult:
        """The exercise of the function in focus."""
        return next(one for one in self.result.exercises if self.focus.startswith(f"{one.name}."))

    @property
    def others(self) -> list[str]:
        """The functions that do not pass, in turn: those after the one in focus, then those before it."""
        keys = open_in(self.result)
        return after(keys, self.focus) if self.focus in keys else keys

    @property
    def first_line(self) -> Text:
        """The name of the function in focus, with its mark."""
        if self.since is not None:
            return Text("… ", "yellow").append(self.focus, "bold").append("   ").append(OLD, "reverse yellow")
        mark, style = MARKS[self.lines[self.focus].standing]
        return Text(f"{mark} ", style=style).append(self.focus, style="bold")


def after(keys: Sequence[str], focus: str) -> list[str]:
    """Return the functions after one, those before it last."""
    place = list(keys).index(focus)
    return [*keys[place + 1 :], *keys[:place]]


def headline(workbench: Workbench) -> Text:
    """Say how the function in focus stands, and what to do next."""
    line, place = workbench.lines[workbench.focus], workbench.locations.get(workbench.focus)
    if workbench.since is not None and line.standing == "passed":
        return Text(f"{workbench.focus} passed before your save.")
    if line.standing == "failed" and workbench.failure:
        lesson = workbench.failure.lesson
        return Text(lesson.diagnosis.message if lesson else workbench.failure.told, style="red")
    if line.standing == "not_attempted":
        return Text(f"Next: write {workbench.focus}" + (f"\n  {place}" if place else ""), style="bold")
    if line.standing == "ungraded":
        return Text(f"{workbench.focus} is ungraded: the grader's own failure, not yours.", style="bold magenta")
    if workbench.others:
        return Text(
            f"{workbench.focus} passes all its checks. Press n for the next: {workbench.others[0]}", style="green"
        )
    end = step_of(workbench.result).told
    is_end = workbench.is_whole and not fault_left(workbench.result)
    return Text(f"{end}\n{FAREWELL}" if is_end else end, style="bold green")


def rows_below(workbench: Workbench) -> dict[str, str]:
    """Return what is said below the headline, by its label."""
    line = workbench.lines[workbench.focus]
    if line.standing == "failed" and workbench.failure and workbench.failure.lesson:
        return rows_of_lesson(workbench.failure.exercise, workbench.failure.lesson)
    if line.standing == "not_attempted":
        public = [check for check in checks_of(workbench.exercise, line.result.name) if check.visibility == "public"]
        return {"rules": "\n".join(dict.fromkeys(check.title for check in public))}
    return {}


def code_below(workbench: Workbench) -> RenderableType:
    """Lay out the student's own code in the failing call, where it is known."""
    lesson = workbench.failure.lesson if workbench.failure else None
    if lesson is None or lesson.code is None:
        return Group()
    return Padding(code_table(lesson.code), (1, 0, 0, 2))


def verdict(workbench: Workbench) -> RenderableType:
    """Lay out all that is known of the function in focus."""
    return Group(headline(workbench), Padding(table_of(rows_below(workbench)), (0, 0, 0, 2)), code_below(workbench))


def marks_of(exercise: ExerciseResult) -> Flow:
    """Write the functions of an exercise with their marks."""
    return Flow(
        [
            Text(f"{MARKS[line.standing][0]} {line.result.name}", style=MARKS[line.standing][1])
            for line in function_lines(exercise)
        ]
    )


@dataclass(frozen=True)
class Flow:
    """Texts beside each other, as many as fit in a line; none is parted."""

    texts: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the lines."""
        line = Text()
        for text in self.texts:
            if line and line.cell_len + 2 + text.cell_len > options.max_width:
                yield line
                line = Text()
            line = Text("  ").join([line, text]) if line else text
        yield line


def exercise_table(workbench: Workbench) -> Table:
    """Lay out a line an exercise: its points and the marks of its functions; with their names where it is in focus."""
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(no_wrap=True)
    for exercise in workbench.result.exercises:
        name = Text(exercise.name, style="bold" if exercise is workbench.exercise else "")
        marks = Text(" ").join(Text(*MARKS[line.standing]) for line in function_lines(exercise))
        table.add_row(name, Text(score(exercise.points, exercise.possible)), marks)
    return table


def print_workbench(workbench: Workbench, out: Console) -> None:
    """Print all of a workbench."""
    out.print(workbench.first_line)
    out.print(verdict(workbench))
    out.print()
    out.print(Padding(marks_of(workbench.exercise), (0, 0, 0, 2), expand=False))
    out.print(Padding(exercise_table(workbench), (0, 0, 0, 2), expand=False))
    out.print(Text(f"Score {score(workbench.result.points, workbench.result.possible)}", style="bold"))


@dataclass(frozen=True)
class WorkbenchView:
    """A workbench, made to fit the screen that it is drawn on."""

    workbench: Workbench

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the lines of a whole screen."""
        height = options.height or console.height
        room = max(1, height - BOTTOM)
        drawn = Drawing(self.workbench, console, options.update(height=None))
        top = drawn.page(room) if self.workbench.page else drawn.top(room)
        blank: Lines = [[] for _ in range(room - len(top))]
        for line in [*top, *blank, *drawn.bottom()][-height:]:
            yield from line
            yield Segment.line()


@dataclass(frozen=True)
class Drawing:
    """Draws the parts of a workbench on a console, as lines."""

    workbench: Workbench
    console: Console
    options: ConsoleOptions

    def lines(self, content: RenderableType, style: str = "") -> Lines:
        """Draw something in the width of the screen."""
        return self.console.render_lines(
            content, self.options, style=self.console.get_style(style) if style else None, pad=False
        )

    def top(self, room: int) -> Lines:
        """Draw the verdict, then as much of the exercises as fits below it."""
        style = "" if self.workbench.since is None else "dim"
        first = [self.line(self.workbench.first_line)]
        marks = self.lines(Padding(marks_of(self.workbench.exercise), (1, 0, 0, 2)), style)
        verdict_lines = self.verdict(max(3, room - 1 - len(marks)), style)
        table = self.lines(Padding(exercise_table(self.workbench), (1, 0, 0, 2)), style)
        shown = [*first, *verdict_lines]
        for part in (marks, table):
            if len(shown) + len(part) <= room:
                shown += part
        return shown[:room]

    def verdict(self, room: int, style: str) -> Lines:
        """Draw the verdict in so many lines: whole, or its rows cut short, or the most telling of its rows."""
        head, rows = self.lines(headline(self.workbench), style), rows_below(self.workbench)
        told, code = [*head, *self.rows(rows, style)], self.lines(code_below(self.workbench), style)
        if len(told) + len(code) <= room:
            return [*told, *code]
        if len(told) < room:
            return [*told, *code[: room - 1 - len(told)], self.line(Text(REST, style="dim"))]
        short = head[: LINES_OF_ROW + 1]
        for label in ("", *FIRST_TO_GO):
            rows.pop(label, None)
            cut = [line for name, text in rows.items() for line in self.rows({name: text}, style)[:LINES_OF_ROW]]
            if len(short) + len(cut) < room:
                break
        return [*[*short, *cut][: room - 1], self.line(Text(REST, style="dim"))]

    def rows(self, rows: Mapping[str, str], style: str) -> Lines:
        """Draw labels with their texts, all texts below each other."""
        width = max((len(label) for label in rows_below(self.workbench)), default=0)
        padded = {label.ljust(width): text for label, text in rows.items()}
        return self.lines(Padding(table_of(padded), (0, 0, 0, 2)), style) if rows else []

    def page(self, room: int) -> Lines:
        """Draw what is read in the place of the verdict, from its first line on."""
        page = self.workbench.page
        assert page is not None
        title = [self.line(Text(page.title, style="bold")), self.line(Text())]
        return [*title, *self.lines(page.content)[page.first :]][:room]

    def bottom(self) -> Iterator[list[Segment]]:
        """Draw the score with what happened last, and the keys."""
        result, since = self.workbench.result, self.workbench.since
        line = Text(f"Score {score(result.points, result.possible)}   ", style="bold")
        if since is None:
            line.append(self.workbench.told, style="not bold dim")
        else:
            line.append(f"{self.workbench.told}, {time.monotonic() - since:.0f} s", style="yellow")
        yield self.line(line)
        keys = PAGE_KEYS if self.workbench.page else "   ".join(f"{key} {does}" for key, does in KEYS)
        yield self.line(Text(keys if self.workbench.has_keys else "", style="dim"))

    def line(self, text: Text) -> list[Segment]:
        """Draw a text as one line, cut where it is too long."""
        text.truncate(self.options.max_width, overflow="ellipsis")
        return (self.lines(text) or [[]])[0]
