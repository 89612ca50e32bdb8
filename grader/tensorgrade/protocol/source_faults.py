"""What makes a file one that Python cannot read, where more can be said of it than Python does. One row for each kind.

In: the bytes of a file. Out: the kind and its line. Pure.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
FORMATS = {
    b"{\\rtf": "rich text of TextEdit or WordPad",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"%pdf-": "a PDF",
}
FORMAT_START = 32
ENCODING = re.compile(rb"coding[:=][ \t]{0,4}([-\w.]+)")  # in a comment, as PEP 263 has it
CONFLICT_MARKS = (b"<<<<<<< ", b">>>>>>> ", b"||||||| ")


@dataclass(frozen=True)
class FaultWords:
    """What a reader is told: what the file is, why, and what to do."""

    summary: str
    cause: str
    remedy: str


class SourceFault(StrEnum):
    """The kinds of files that Python cannot read, by the names that travel."""

    words: FaultWords

    def __new__(cls, name: str, *words: str) -> SourceFault:
        """Make a member of its row."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.words = FaultWords(*words)
        return kind

    UTF_16 = (
        "utf-16",
        "the file is saved as UTF-16, and Python reads UTF-8",
        "The editor saved the file in another encoding: Windows calls it Unicode.",
        "Save the file again as UTF-8.",
    )
    NOT_UTF_8 = (
        "not-utf-8",
        "the file is not saved as UTF-8, the encoding that Python reads",
        "The editor saved the file in an old encoding; a letter with an accent is enough to see it.",
        "Save the file again as UTF-8.",
    )
    ZEROS = (
        "zeros",
        "the file holds nothing but zero bytes",
        "It was cut off when it was copied, synchronised or saved: there is room for it, and nothing in it.",
        "Look for an older version of the file, and look into it before you hand it in.",
    )
    BINARY = (
        "binary",
        "the file holds bytes that no text has",
        "It is no text: another file was saved or copied under this name.",
        "Hand in the Python file itself.",
    )
    CONFLICT = (
        "merge-conflict",
        "the file holds the marks of a merge conflict",
        "Git could not merge two versions and left both in the file, between lines of <<<<<<< and >>>>>>>.",
        "Keep one of the two versions, and remove the lines of <<<<<<<, ======= and >>>>>>>.",
    )
    ENCODING_LINE = (
        "encoding-line",
        "the file names an encoding at its top that it is not saved in",
        "A line such as `# -*- coding: latin-1 -*-` stayed there, or an editor wrote it; Python takes it at its word.",
        "Remove that line, and save the file as UTF-8.",
    )
    MARKDOWN = (
        "markdown",
        "the file holds the marks of a block of code in Markdown",
        "Code was copied from a chat or a page together with the lines of ``` around it.",
        "Remove the lines that begin with ```.",
    )
    SHELL_LINE = (
        "shell-line",
        "the file holds a line that only a notebook understands, and Python does not",
        "A line that begins with ! or % was copied from a notebook, or a notebook was saved as a .py file.",
        "Remove that line; packages are installed in the terminal, and not from the file.",
    )
    ODD_CHARACTER = (
        "odd-character",
        "the file holds a character that looks like a blank or a quote and is none in Python",
        "Code was copied from a web page, a chat or a document that replaces characters by finer ones.",
        "Type the characters of that line again: blanks, quotes and minus signs.",
    )
    OTHER_FORMAT = (
        "other-format",
        "the file is something else than its name says",
        "An editor for documents saved it, or a browser saved a page in place of the file.",
        "Save the code itself as plain text, and look into the file before you hand it in.",
    )
    NOTEBOOK = (
        "notebook",
        "the file is a notebook under the name of a Python file",
        "The notebook itself was renamed or saved as .py.",
        "Hand in the .ipynb file, or export the notebook as Python code.",
    )


@dataclass(frozen=True)
class FaultyLine:
    """A kind of fault, the line that has it (0: the whole file), and what to say of it beside."""

    fault: SourceFault
    line: int = 0
    told: str = ""

    @property
    def summary(self) -> str:
        """What the file is, in a sentence without its end."""
        return self.fault.words.summary + (f" ({self.told})" if self.told else "")


def fault_of_source(source: bytes, line: int) -> FaultyLine | None:
    """Say what is wrong with a file that Python cannot read, and names `line` of; None for a plain slip of syntax."""
    return next((found for look in LOOKS if (found := look(source, line)) is not None), None)


def fault_of_bytes(source: bytes, line: int) -> FaultyLine | None:
    """Look for another encoding than UTF-8, and for what is no text."""
    if source and not source.strip(b"\0"):
        return FaultyLine(SourceFault.ZEROS)
    if source.startswith(WIDE_MARKS) or (source[1:2] == b"\0" and source[3:4] == b"\0"):
        return FaultyLine(SourceFault.UTF_16)
    if b"\0" in source:
        return FaultyLine(SourceFault.BINARY)
    try:
        source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return FaultyLine(SourceFault.NOT_UTF_8, source.count(b"\n", 0, error.start) + 1)
    return None


def fault_of_format(source: bytes, line: int) -> FaultyLine | None:
    """Look for a document by how it begins."""
    start = source.removeprefix(codecs.BOM_UTF8).lstrip()[:FORMAT_START].lower()
    told = next((name for mark, name in FORMATS.items() if start.startswith(mark)), "")
    return FaultyLine(SourceFault.OTHER_FORMAT, 0, told) if told else None


def fault_of_encoding_line(source: bytes, line: int) -> FaultyLine | None:
    """Look for a line that names an encoding, as Python looks for one, and for another that the file is in."""
    for number, text in enumerate(source.removeprefix(codecs.BOM_UTF8).splitlines()[:2], start=1):
        if text.lstrip(b" \t\f").startswith(b"#") and (match := ENCODING.search(text)):
            name = match[1].decode("ascii", "replace")
            try:
                is_utf_8 = codecs.lookup(name).name == "utf-8"
            except LookupError:
                return FaultyLine(SourceFault.ENCODING_LINE, number, f"{name}, which is none")
            if source.startswith(codecs.BOM_UTF8) and not is_utf_8:
                return FaultyLine(SourceFault.ENCODING_LINE, number, name)
    return None


def fault_of_notebook(source: bytes, line: int) -> FaultyLine | None:
    """Look for a notebook."""
    is_notebook = source.lstrip().startswith(b"{") and b'"cells"' in source and b'"nbformat"' in source
    return FaultyLine(SourceFault.NOTEBOOK) if is_notebook else None


def fault_of_lines(source: bytes, line: int) -> FaultyLine | None:
    """Look for a merge conflict, and at the line that Python names for a command of a notebook."""
    lines = source.splitlines()
    for number, text in enumerate(lines, start=1):
        if text.startswith(CONFLICT_MARKS):
            return FaultyLine(SourceFault.CONFLICT, number)
    named = lines[line - 1].strip() if 0 < line <= len(lines) else b""
    if named.startswith(b"```"):
        return FaultyLine(SourceFault.MARKDOWN, line)
    return FaultyLine(SourceFault.SHELL_LINE, line) if named.startswith((b"!", b"%")) else None


def fault_of_characters(source: bytes, line: int) -> FaultyLine | None:
    """Look for a character in the line that Python names, or before, that is no letter and no sign of Python."""
    lines = source.decode("utf-8-sig").splitlines()[:line]
    for number in range(len(lines), max(0, len(lines) - 1), -1):
        for sign in lines[number - 1]:
            if not sign.isascii() and not sign.isidentifier() and not ("a" + sign).isidentifier():
                name = unicodedata.name(sign, "without a name").lower()
                return FaultyLine(SourceFault.ODD_CHARACTER, number, f"U+{ord(sign):04X}, {name}")
    return None


LOOKS: tuple[Callable[[bytes, int], FaultyLine | None], ...] = (
    fault_of_format,
    fault_of_encoding_line,
    fault_of_bytes,
    fault_of_lines,
    fault_of_notebook,
    fault_of_characters,
)
