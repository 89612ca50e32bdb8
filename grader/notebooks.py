"""Jupyter notebooks as submissions: the Python source of what their cells define.

Of a cell the definitions, imports and plain assignments are kept, for those are what checks call; what only runs
(prints, plots, trainings, magics, shell lines) is left out, so that a cell which raises hides no later one. Of two
definitions with one name the later one counts, as in a session. Outputs are not looked at. Nothing is run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.faults import InputError

SUFFIX = ".ipynb"
MAGIC = re.compile(r"^\s*([%!?].*|.*\?\??|[\w.,\s]+=\s*[%!].*)$")
CELL_MAGIC = re.compile(r"^\s*%%(\w+)")
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


def source_of(content: bytes) -> Source:
    """Return the source of a notebook. Raises NotebookError, with a fragment, for a file that is none."""
    return source_of_cells(cells_of(content))


def cells_of(content: bytes) -> list[str]:
    """Return the code cells of a notebook, in order. Raises NotebookError."""
    import nbformat

    try:
        notebook = nbformat.reads(content.decode("utf-8"), as_version=4)
        return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    except Exception as error:  # nbformat raises whatever a hostile document makes it stumble over
        raise NotebookError(f"it is no notebook that can be read ({type(error).__name__})") from error


def source_of_cells(cells: Sequence[str]) -> Source:
    """Return the source of what code cells define."""
    futures: list[str] = []
    parts: list[str] = []
    notes: list[str] = []
    for number, cell in enumerate(cells, start=1):
        text, dropped = without_magics(cell)
        if dropped:
            notes.append(f"cell {number}: {dropped} left out")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
            notes.append(f"cell {number}{line}: Python cannot read it ({type(error).__name__}), so it is left out")
            continue
        kept = [written(node, text) for node in tree.body if is_kept(node)]
        futures += [one for one in kept if one.startswith("from __future__")]
        kept = [one for one in kept if not one.startswith("from __future__")]
        if kept:
            parts.append("\n\n".join([f"# cell {number}", *kept]))
    return Source("\n\n\n".join([*dict.fromkeys(futures), *parts]).encode() + b"\n", tuple(notes))


def without_magics(cell: str) -> tuple[str, str]:
    """Return a cell without lines that only IPython understands, and what was left out, for a sentence."""
    whole = CELL_MAGIC.match(cell)
    if whole and whole[1] not in PYTHON_CELLS:
        return "", f"the cell, for it begins with %%{whole[1]}, is"
    lines = cell.split("\n")
    if whole:
        lines[0] = ""
    text = "\n".join(lines)
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        kept = [re.sub(r"\S.*", "pass", line) if MAGIC.match(line) else line for line in lines]
        count = sum(one != other for one, other in zip(kept, lines, strict=True))
        if count:
            return "\n".join(kept), "1 magic or shell line is" if count == 1 else f"{count} magic or shell lines are"
    return text, ""


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


def written(node: ast.stmt, text: str) -> str:
    """Return the lines of a statement; an import or assignment that may fail does so by itself."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    lines = text.split("\n")[first - 1 : node.end_lineno]
    alone = node.col_offset == 0 and ";" not in lines[-1]
    source = "\n".join(lines) if alone else ast.unparse(node)
    if isinstance(node, DEFINITIONS) or source.startswith("from __future__"):
        return source
    return "\n".join(
        ["try:", *(f"    {line}" for line in ast.unparse(node).split("\n")), "except Exception:", "    pass"]
    )
