"""The student's own code beside a lesson, on the terminal.

In: an excerpt. Out: its lines, with the one to look at and what the variables were.
"""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from tensorgrade.scoring.result import Excerpt
from tensorgrade_reports.overview import MARKED, indent_of


def rows_of_code(code: Excerpt) -> list[Text]:
    """Write the name of the file, then each line of the code with its number, and what it set below it."""
    width = number_width(code)
    rows = [Text(code.file, style="dim")]
    for line in code.lines:
        row = Text().append("> " if line.mark else "  ", "bold red").append(f"{line.number:{width}}  ", "dim")
        rows.append(row.append(line.text).append(f"  <- {MARKED[line.mark]}" if line.mark else "", "red"))
        rows += [Text(f"{' ' * (width + 4)}{indent_of(line)}# {value}", "dim") for value in line.values]
    return rows


def code_table(code: Excerpt) -> Table:
    """Lay the code out: a line that is too long is cut, but for the marked one, which goes on below itself."""
    margin = number_width(code) + 4
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    name, *rows = rows_of_code(code)
    for row in rows:
        number, text = row[:margin], row[margin:]
        if not number.plain.startswith(">"):
            text.no_wrap, text.overflow = True, "ellipsis"
        table.add_row(number, text)
    whole = Table.grid()
    whole.add_row(name)
    whole.add_row(table)
    return whole


def number_width(code: Excerpt) -> int:
    """Return how wide the greatest number of a line is."""
    return max(len(str(line.number)) for line in code.lines)
