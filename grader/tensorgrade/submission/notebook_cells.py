"""Jupyter notebooks as submissions: the Python source of what their cells define.

Of a cell all is kept that sets a name or changes a value, as it would in a session; what only runs (prints, plots,
asserts, magics, shell lines) is left out. Nothing is run here: where the source is imported, each statement has its
bound of time, and one that raises hides no later one (worker.loading). Of two definitions with one name the later one
counts. Each line keeps its place in its cell. Of the document only the kind and the source of its cells are read:
outputs are not looked at, however large or odd they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from tensorgrade.decoding import read_json
from tensorgrade.exits import InputError
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.source_faults import SourceFault, fault_of_source
from tensorgrade.python_source import (
    ASSIGNMENTS,
    DEFINITIONS,
    IMPORTS,
    definitions_of,
    imported_names,
    parsed,
    root_of,
)
from tensorgrade.source import SourceError, tree_of
from tensorgrade.text import plain_line

SUFFIX = ".ipynb"
CODE_LIMIT = 1 << 20
NOTES_TOLD = 20
CELL_MAGIC = re.compile(r"\s*+%%(\w+)")
PYTHON_CELLS = {"time", "timeit", "capture", "prun"}  # magics of whole cells that hold Python
BYTE, NEW_LINE = re.compile(r"\(byte (\d+)\)"), b"\n"
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try)


class NotebookError(InputError):
    """A notebook cannot be read or written; the message is one sentence or fragment for the user."""


@dataclass(frozen=True)
class CellStart:
    """The number of a cell, and how many lines of the source stand before its first."""

    before: int
    number: int


@dataclass(frozen=True)
class Cells:
    """Where cells begin in the source that stands for a notebook, in order."""

    starts: tuple[CellStart, ...] = ()

    def place(self, place: Place) -> Place:
        """Return a line of the source as one of a cell."""
        start = next((start for start in reversed(self.starts) if start.before < place.line), None)
        if start is None:
            return place
        file = place.file.removesuffix(".py") + SUFFIX
        return replace(place, file=f"{file}, cell {start.number}", line=place.line - start.before)


@dataclass(frozen=True)
class SourceOfCells:
    """Python source, what was left out and why, each as one sentence, and where its cells begin."""

    code: bytes
    notes: tuple[str, ...] = ()
    cells: Cells = Cells()


class Cell(msgspec.Struct):
    """One cell: of format 4 it has a `source`, of format 3 an `input`."""

    cell_type: str
    source: str | list[str] = ""
    input: str | list[str] = ""


class Worksheet(msgspec.Struct):
    """The cells of a notebook of format 3."""

    cells: list[Cell] = []


class Document(msgspec.Struct):
    """What is read of a notebook's file."""

    nbformat: int
    cells: list[Cell] = []
    worksheets: list[Worksheet] = []


def source_of(content: bytes) -> SourceOfCells:
    """Return the source of a notebook. Raises NotebookError, with a fragment, for a file that is none."""
    return source_of_cells(cells_of(content))


def cells_of(content: bytes) -> list[str]:
    """Return the code cells of a notebook, in order. Raises NotebookError."""
    try:
        document = read_json(content, Document)
    except (msgspec.MsgspecError, ValueError, RecursionError, MemoryError) as error:
        raise NotebookError(why_unreadable(content, error)) from error
    cells = [*document.cells, *(cell for sheet in document.worksheets for cell in sheet.cells)]
    code = [joined(cell.source) or joined(cell.input) for cell in cells if cell.cell_type == "code"]
    if sum(map(len, code)) > CODE_LIMIT:
        raise NotebookError(f"its cells hold more than {CODE_LIMIT >> 20} MiB of code")
    return code


def why_unreadable(content: bytes, error: Exception) -> str:
    """Say in a fragment why a file is no notebook."""
    if not content.strip(b"\0 \t\r\n"):
        return "it is empty"
    fault = fault_of_source(content, 0)
    if fault is not None and fault.fault is not SourceFault.NOTEBOOK:
        line = f", line {fault.line}" if fault.line else ""
        return f"{fault.summary.replace('the file', 'it', 1)}{line}"
    place = BYTE.search(str(error))
    line = f", line {content.count(NEW_LINE, 0, int(place[1])) + 1}" if place else ""
    return f"it is no notebook that can be read ({type(error).__name__}{line})"


def joined(text: str | list[str]) -> str:
    """Put together what a notebook holds as one text or as lines."""
    return text if isinstance(text, str) else "".join(text)


def source_of_cells(cells: Sequence[str]) -> SourceOfCells:
    """Return the source of what code cells define."""
    notes: list[str] = []
    lines: list[str] = []
    starts: list[CellStart] = []
    trees = list(readable(cells, notes))
    imported = {name for _, _, tree in trees for name in imported_names(tree)}
    futures = [line for _, _, tree in trees for line in futures_in(tree)]
    lines += dict.fromkeys(futures)
    for number, text, tree in trees:
        kept = kept_lines(text, tree, imported)
        if any(line.strip() for line in kept):
            lines += ["", "", f"# cell {number}"] if lines else [f"# cell {number}"]
            starts.append(CellStart(len(lines), number))
            lines += kept
    if len(notes) > NOTES_TOLD:
        notes[NOTES_TOLD:] = [f"and {len(notes) - NOTES_TOLD} more cells of which something is left out"]
    return SourceOfCells("\n".join(lines).encode("utf-8") + b"\n", tuple(notes), Cells(tuple(starts)))


def cell_defining(source: SourceOfCells, name: str) -> int:
    """Return the number of the cell whose definition of a name counts, which is the last; 0 for none."""
    tree = parsed(source.code)
    lines = [node.lineno for node in definitions_of(tree) if node.name == name] if tree else []
    return next((start.number for start in reversed(source.cells.starts) if lines and start.before < lines[-1]), 0)


def unread_cell(cells: Sequence[str], name: str, after: int) -> int:
    """Return the number of the last cell that is to define a name and that Python cannot read; 0 for none.

    after: the number of the cell behind which it stands.
    """
    definition = re.compile(rf"^(def|class)\s+{re.escape(name)}\b", re.MULTILINE)
    read = {number for number, _, _ in readable(cells, [])}
    naming = [number for number, cell in enumerate(cells, start=1) if definition.search(cell)]
    return max((number for number in naming if number > after and number not in read), default=0)


def readable(cells: Sequence[str], notes: list[str]) -> Iterator[tuple[int, str, ast.Module]]:
    """Give the cells that Python can read, by their number, without what it cannot; note what is left out."""
    for number, cell in enumerate(cells, start=1):
        text, dropped = without_magics(cell.replace("\r\n", "\n").replace("\r", "\n"))
        if dropped:
            notes.append(f"cell {number}: {dropped} left out")
        try:
            yield number, text, tree_of(text)
        except SourceError as error:
            line = f", line {error.line}" if error.line else ""
            notes.append(f"cell {number}{line}: {error}, so it is left out")


def futures_in(tree: ast.Module) -> Iterator[str]:
    """Give what a cell imports from __future__, which has to stand at the top of a file."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            yield ast.unparse(node)


def kept_lines(text: str, tree: ast.Module, imported: Container[str]) -> list[str]:
    """Return the lines of a cell, blank where nothing stands that is kept: all others have their places."""
    kept: set[int] = set()
    for node in tree.body:
        if is_kept(node, imported):
            first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
            kept.update(range(first, (node.end_lineno or first) + 1))
    lines = [line if number in kept else "" for number, line in enumerate(text.split("\n"), start=1)]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def without_magics(cell: str) -> tuple[str, str]:
    """Return a cell without lines that only IPython understands, and what was left out, for a sentence."""
    whole = CELL_MAGIC.match(cell)
    if whole and whole[1] not in PYTHON_CELLS:
        return "", f"the cell, for it begins with %%{plain_line(whole[1], 40)}, is"
    lines = cell.split("\n")
    if whole:
        lines[: whole[0].count("\n") + 1] = [""] * (whole[0].count("\n") + 1)
    text = "\n".join(lines)
    try:
        tree_of(text)
    except SourceError:
        kept = [line[: len(line) - len(line.lstrip())] + "pass" if is_magic(line) else line for line in lines]
        count = sum(one != other for one, other in zip(kept, lines, strict=True))
        if count:
            return "\n".join(kept), "1 magic or shell line is" if count == 1 else f"{count} magic or shell lines are"
    return text, ""


def is_magic(line: str) -> bool:
    """Say whether only IPython understands a line: `%magic`, `!command`, `?name`, `name?`, `files = !ls`."""
    bare = line.strip()
    if bare.startswith(("%", "!", "?")) or bare.endswith("?"):
        return True
    target, _, value = bare.partition("=")
    is_target = bool(target) and all(sign.isalnum() or sign.isspace() or sign in "_.," for sign in target)
    return is_target and value.lstrip().startswith(("%", "!"))


def is_kept(node: ast.stmt, imported: Container[str]) -> bool:
    """Say whether a statement changes what the session holds: it sets names, or calls a method of a value.

    What only shows, asserts or deletes is left out, and so are calls of functions and into modules (`imported`), which
    print, plot or train.
    """
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return False
    if isinstance(node, BLOCKS):
        inner = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt | ast.ExceptHandler)]
        return any(is_kept(part, imported) for part in inner if isinstance(part, ast.stmt)) or any(
            is_kept(part, imported)
            for handler in inner
            if isinstance(handler, ast.ExceptHandler)
            for part in handler.body
        )
    if isinstance(node, ast.Expr):
        call = node.value
        return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and is_method(call.func, imported)
    return isinstance(node, (*DEFINITIONS, *IMPORTS, *ASSIGNMENTS, ast.AugAssign))


def is_method(call: ast.Attribute, imported: Container[str]) -> bool:
    """Say whether what is called is an attribute of a name that the notebook itself sets."""
    root = root_of(call)
    return bool(root) and root not in imported
