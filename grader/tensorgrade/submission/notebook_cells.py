"""Jupyter notebooks as submissions: the Python source of what their cells define.

Of a cell the definitions, imports and plain assignments are kept, for those are what checks call; what only runs
(prints, plots, trainings, magics, shell lines) is left out, so that a cell which raises hides no later one. Of two
definitions with one name the later one counts, as in a session. Of the document only the kind and the source of its
cells are read: outputs are not looked at, however large or odd they are. Nothing is run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from tensorgrade.exits import InputError
from tensorgrade.source import SourceError, tree_of
from tensorgrade.text import plain_line

SUFFIX = ".ipynb"
CODE_LIMIT = 1 << 20
NOTES_TOLD = 20
CELL_MAGIC = re.compile(r"\s*+%%(\w+)")
PYTHON_CELLS = {"time", "timeit", "capture", "prun"}  # magics of whole cells that hold Python
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign)


class NotebookError(InputError):
    """A notebook cannot be read or written; the message is one sentence or fragment for the user."""


@dataclass(frozen=True)
class Source:
    """Python source, and what was left out and why, each as one sentence."""

    code: bytes
    notes: tuple[str, ...] = ()


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


def source_of(content: bytes) -> Source:
    """Return the source of a notebook. Raises NotebookError, with a fragment, for a file that is none."""
    return source_of_cells(cells_of(content))


def cells_of(content: bytes) -> list[str]:
    """Return the code cells of a notebook, in order. Raises NotebookError."""
    try:
        document = msgspec.json.decode(content, type=Document)
    except (msgspec.MsgspecError, ValueError, RecursionError, MemoryError) as error:
        raise NotebookError(f"it is no notebook that can be read ({type(error).__name__})") from error
    cells = [*document.cells, *(cell for sheet in document.worksheets for cell in sheet.cells)]
    code = [joined(cell.source) or joined(cell.input) for cell in cells if cell.cell_type == "code"]
    if sum(map(len, code)) > CODE_LIMIT:
        raise NotebookError(f"its cells hold more than {CODE_LIMIT >> 20} MiB of code")
    return code


def joined(text: str | list[str]) -> str:
    """Put together what a notebook holds as one text or as lines."""
    return text if isinstance(text, str) else "".join(text)


def source_of_cells(cells: Sequence[str]) -> Source:
    """Return the source of what code cells define."""
    futures: list[str] = []
    parts: list[str] = []
    notes: list[str] = []
    for number, cell in enumerate(cells, start=1):
        text, dropped = without_magics(cell.replace("\r\n", "\n").replace("\r", "\n"))
        if dropped:
            notes.append(f"cell {number}: {dropped} left out")
        try:
            kept = list(statements(text))
        except SourceError as error:
            line = f", line {error.line}" if error.line else ""
            notes.append(f"cell {number}{line}: {error}, so it is left out")
            continue
        futures += [one for one in kept if one.startswith("from __future__")]
        kept = [one for one in kept if not one.startswith("from __future__")]
        if kept:
            parts.append("\n\n".join([f"# cell {number}", *kept]))
    if len(notes) > NOTES_TOLD:
        notes[NOTES_TOLD:] = [f"and {len(notes) - NOTES_TOLD} more cells of which something is left out"]
    code = "\n\n\n".join([*dict.fromkeys(futures), *parts])
    return Source(code.encode("utf-8") + b"\n", tuple(notes))


def statements(text: str) -> Iterator[str]:
    """Give the source of each statement of a cell that is kept. Raises SourceError."""
    tree, lines = tree_of(text), text.split("\n")
    try:
        yield from [written(node, lines) for node in tree.body if is_kept(node)]
    except (RecursionError, MemoryError, ValueError) as error:  # of a tree that Python reads but cannot write
        raise SourceError(f"it cannot be taken apart ({type(error).__name__})") from error


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


def is_kept(node: ast.stmt) -> bool:
    """Say whether a statement defines something without running much."""
    if isinstance(node, ast.Try | ast.If):
        inner = [*node.body, *node.orelse, *(node.finalbody if isinstance(node, ast.Try) else [])]
        return all(isinstance(one, ast.Pass) or is_kept(one) for one in inner)
    if isinstance(node, ASSIGNMENTS):
        return node.value is not None and is_plain(node.value)
    return isinstance(node, (*DEFINITIONS, *IMPORTS))


def is_plain(value: ast.expr) -> bool:
    """Say whether a value is made of constants, names and calls into modules (`torch.device("cpu")`) alone."""
    calls = [node.func for node in ast.walk(value) if isinstance(node, ast.Call)]
    runs = (ast.Await, ast.Yield, ast.YieldFrom, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    return all(is_dotted(call) for call in calls) and not any(isinstance(node, runs) for node in ast.walk(value))


def is_dotted(call: ast.expr) -> bool:
    """Say whether what is called is an attribute of a name, such as `nn.Linear`."""
    while isinstance(call, ast.Attribute):
        call = call.value
        if isinstance(call, ast.Name):
            return True
    return False


def written(node: ast.stmt, lines: Sequence[str]) -> str:
    """Return the source of a statement; an import or assignment that may fail does so by itself."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    own = lines[first - 1 : node.end_lineno]
    alone = node.col_offset == 0 and ";" not in own[-1]
    source = "\n".join(own) if alone else ast.unparse(node)
    if isinstance(node, DEFINITIONS) or source.startswith("from __future__"):
        return source
    inner = source if alone and len(own) == 1 else ast.unparse(node)
    return "\n".join(["try:", *(f"    {line}" for line in inner.split("\n")), "except Exception:", "    pass"])
