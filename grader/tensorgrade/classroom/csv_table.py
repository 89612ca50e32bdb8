"""A table as some program exported it as CSV: encoding, delimiter and header found out, rows with their lines.

Read are UTF-8 and UTF-16 with or without their marks, and Windows-1252 where it is neither; commas, semicolons, tabs
and bars. The header is the row, of the first few, in which most columns are known by name.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.text import plain_line

SIZE_LIMIT = 64 << 20
DELIMITERS = ",;\t|"
HEADER_AMONG = 10
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class TableError(Exception):
    """A table cannot be read; the message is one fragment for the user."""


@dataclass(frozen=True)
class Line:
    """The cells of one row, and the line on which it ends."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header, as it is written, and the rows below it; `notes` tell what was supposed of the file."""

    header: tuple[str, ...]
    rows: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def read_table(path: Path, columns: Collection[str]) -> Table:
    """Read a table whose header has some of the known columns, as `column_key` writes them. Raises TableError."""
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise TableError(error.strerror or type(error).__name__) from error
    if len(content) > SIZE_LIMIT:
        raise TableError(f"it is larger than {SIZE_LIMIT >> 20} MiB")
    if content.startswith(SPREADSHEETS):
        raise TableError("it is a spreadsheet; save it as CSV")
    text, notes = decoded(content)
    separator = SEPARATOR_LINE.match(text)
    try:
        delimiter, place = shape_of(text, separator[1] if separator else DELIMITERS, columns)
        rows = list(lines_of(text, delimiter))
    except csv.Error as error:
        raise TableError(str(error)) from error
    header = rows[place].cells if place is not None else ()
    return Table(header, tuple(rows[place + 1 :] if place is not None else ()), notes)


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and what was supposed."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ()
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace"), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), ("it is not UTF-8, and is read as Windows-1252",)


def shape_of(text: str, delimiters: str, columns: Collection[str]) -> tuple[str, int | None]:
    """Return the delimiter with which a row of the first few has most known columns, and the place of that row."""
    best: tuple[int, str, int | None] = (0, delimiters[0], None)
    for delimiter in delimiters:
        for place, row in enumerate(lines_of(text, delimiter)):
            if place >= HEADER_AMONG:
                break
            count = len({column_key(cell) for cell in row.cells} & set(columns))
            if count > best[0]:
                best = (count, delimiter, place)
    return best[1], best[2]


def lines_of(text: str, delimiter: str) -> Sequence[Line]:
    """Read the rows that are not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = ((reader.line_num, tuple(plain_line(cell.strip()) for cell in cells)) for cells in reader)
    return [Line(line, cells) for line, cells in rows if any(cells)]


def column_key(name: str) -> str:
    """Return the name of a column without case, underscores, marks and dashes of any kind, to be compared."""
    return " ".join(re.sub(r"[\s_*#\-\u2010-\u2015]+", " ", name).split()).casefold()
