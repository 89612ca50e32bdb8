"""What `grade verify` tells of faults that nobody wrote down: a table an exercise, and shares; causes to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tensorgrade.unknown_faults.readings import UNREAD, VERDICTS, reading_table
from tensorgrade_reports.numbers import counted
from tensorgrade_reports.terminal import result as terminal

if TYPE_CHECKING:
    from tensorgrade.unknown_faults.told import Survey, Told

COLUMNS = ("graded", "caught", "named", "cause", *VERDICTS, UNREAD, "could be", "seen")


def show_survey(found: Survey) -> None:
    """Print what was told, and each cause that a reader found false."""
    out = terminal.console()
    for told in found.with_verdict("false"):
        assert told.lesson is not None
        out.print(Text(f"{told.fault.name} is told a false cause: {told.lesson.cause}", style="red"))
    for title, tables in (("known mistakes, each left out", found.left_out), ("mutants", found.mutants)):
        if any(tables.values()):
            out.print(table_of_all(title, tables))
            out.print(Text(shares(counts_of(told for table in tables.values() for told in table)), style="bold"))
    if found.missing:
        out.print(f"no mutants: {found.missing}", markup=False)
    if unread := found.with_verdict(UNREAD):
        how = "--to-read FILE writes them, and solutions/readings takes what a reader says"
        out.print(f"{counted(len(unread), 'cause')} not read yet: {how}", markup=False)


def table_of_all(title: str, tables: Mapping[str, Sequence[Told]]) -> Table:
    """Count by exercise, and all of them."""
    table = Table(title, *COLUMNS, show_edge=False)
    for slug, told in tables.items():
        table.add_row(slug, *cells(counts_of(told)))
    if len(tables) > 1:
        table.add_row("all", *cells(counts_of(one for told in tables.values() for one in told)))
    return table


def counts_of(told: Iterable[Told]) -> Counter[str]:
    """Add up what was told."""
    counts: Counter[str] = Counter()
    for one in told:
        counts += one.counts
    counts["cause"] = sum(counts[verdict] for verdict in (*VERDICTS, UNREAD))
    return counts


def cells(counts: Mapping[str, int]) -> list[str]:
    """Write the numbers of a row."""
    return [str(counts[column]) for column in COLUMNS]


def shares(counts: Mapping[str, int]) -> str:
    """Say how many causes are true: of those that were told and read, and of all faults that were graded."""
    read = sum(counts[verdict] for verdict in VERDICTS)
    precision = f"{counts['true'] / read:.1%}" if read else "not known"
    recall = f"{counts['true'] / counts['graded']:.1%}"
    return f"true causes: {precision} of those that were read (precision), {recall} of all faults (recall)"


def to_read(unread: Sequence[Told]) -> str:
    """Write causes that are to be read, as TOML: the key `unread` is to become a verdict."""
    return "\n".join(map(block_of, unread))


def block_of(told: Told) -> str:
    """Write one of them, with what its author says and what else was told; `grade mistake` prints the code."""
    assert told.lesson is not None
    fault, lesson = told.fault, told.lesson
    more = [f"its author: {fault.diagnosis}: {fault.cause}"] if fault.mistake else []
    more += [f"told: {lesson.name}: {lesson.message}", f"remedy: {lesson.remedy}"]
    comment = "\n".join(f"# {line}" for text in more for line in text.splitlines())
    return f"{comment}\n{reading_table(fault.name, UNREAD, lesson.cause)}"
