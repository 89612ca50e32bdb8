"""Tell an exception as the student should see it: type, message and the lines of their own files.

What torch's messages say of a fault is read by the judge; here stands what the worker has to act on.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import dis
import linecache
import re
import tempfile
from pathlib import Path
from types import TracebackType

from tensorgrade.protocol.fields import BASES_LIMIT, NAME_LIMIT, TEXT_LIMIT, Place
from tensorgrade.protocol.records import PLACES_LIMIT, Failure
from tensorgrade.python_source import parsed
from tensorgrade.text import plain, without_addresses
from tensorgrade.worker.plain_values import type_name

ALIKE, NAMES_COMPARED, LENGTH_COMPARED = 0.75, 5_000, 40
# What the worker itself has to know of an exception, where nothing but its message tells.
MEMORY_WORDS = ("can't allocate memory", "not enough memory", "out of memory", "cannot allocate memory")
CODE_SHOWN, CODE_BEFORE = 56, 40  # of a line that Python cannot read, as much as fits a narrow terminal


def describe(error: BaseException, folder: Path) -> Failure:
    """Describe `error`; only frames of files in `folder` are told, the outermost and the innermost few."""
    return Failure(
        type=type_name(type(error)).removeprefix("builtins."),
        bases=bases(type(error)),
        message=plain(message_of(error) + suggestion(error), TEXT_LIMIT),
        places=places_of(error, folder),
    )


def bases(kind: type[BaseException]) -> tuple[str, ...]:
    """Name a class and its bases, nearest first, BaseException and object left out."""
    order: tuple[type, ...] = type.__dict__["__mro__"].__get__(kind)
    return tuple(type_name(base) for base in order if base not in (BaseException, object))[:BASES_LIMIT]


def message_of(error: BaseException) -> str:
    """Return the message of an exception, without what differs from run to run; student-made ones may have none."""
    try:
        told = with_caret(error) if isinstance(error, SyntaxError) else str(error)
        return plain(without_folders(without_addresses(told)), TEXT_LIMIT)
    except Exception:
        return "(the exception has no readable message)"


def suggestion(error: BaseException) -> str:
    """Ask, as Python does, for the name that is most alike to one that was not there; empty where none is."""
    if not isinstance(error, NameError | AttributeError) or isinstance(error, UnboundLocalError):
        return ""
    try:
        names = names_beside(error)[:NAMES_COMPARED]
        if not isinstance(error.name, str) or len(error.name) > LENGTH_COMPARED or error.name in names:
            return ""
        public = [name for name in names if not name.startswith("_")]
        alike = difflib.get_close_matches(error.name, public, n=1, cutoff=ALIKE)
        return f". Did you mean: '{alike[0]}'?" if alike else ""
    except Exception:  # a class of the student's may have no list of its names
        return ""


def names_beside(error: NameError | AttributeError) -> list[str]:
    """Return the attributes of what lacks one, or the names that can be seen where one is not defined."""
    if isinstance(error, AttributeError):
        return dir(error.obj)
    last = innermost(error.__traceback__)
    return [*last.tb_frame.f_locals, *last.tb_frame.f_globals, *dir(builtins)] if last is not None else []


def without_folders(message: str) -> str:
    """Return a message that names files of the check, which lie in a folder of this run, without that folder."""
    return re.sub(rf"{re.escape(tempfile.gettempdir())}/(?:[^\s'\"]*/)?", "", message)


def places_of(error: BaseException, folder: Path) -> tuple[Place, ...]:
    """List the frames that lie in the student's files, outermost first."""
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(str(error.filename))
        if path.parent == folder:
            code = plain(error.text or "", NAME_LIMIT).strip()
            return (Place(plain(path.name, NAME_LIMIT), error.lineno or 0, "", code),)
    places: list[Place] = []
    step = error.__traceback__
    while step is not None:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.parent == folder:
            places.append(place_of(path, step.tb_lineno, step.tb_frame.f_code.co_name))
        step = step.tb_next
        if len(places) > 2 * PLACES_LIMIT:
            del places[PLACES_LIMIT]
    return tuple(places[:1] + places[1:][-(PLACES_LIMIT - 1) :])


def innermost_place(error: BaseException, folder: Path) -> Place | None:
    """Return the student's line that ran when `error` was raised; None where none did."""
    places = places_of(error, folder)
    return places[-1] if places else None


def place_of(path: Path, line: int, function: str) -> Place:
    """Tell a line of the student's file, with what stands on it."""
    code = linecache.getline(str(path), line)
    return Place(plain(path.name, NAME_LIMIT), line, plain(function, NAME_LIMIT), plain(code, NAME_LIMIT).strip())


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether `error` tells that there is no more memory, in Python's way or in torch's."""
    message = message_of(error).lower()
    return isinstance(error, MemoryError) or any(word in message for word in MEMORY_WORDS)


def is_syntax_error(error: BaseException) -> bool:
    """Say whether `error` tells that Python cannot read a file; of null bytes, older Pythons tell by a ValueError."""
    return isinstance(error, SyntaxError) or (isinstance(error, ValueError) and "null bytes" in message_of(error))


def spoils_device(failure: Failure | None) -> bool:
    """Say whether an exception left the GPU unusable in this process: a failed assertion on it does."""
    return failure is not None and "CUDA error" in failure.message


def is_untouched_stub(error: BaseException, folder: Path) -> bool:
    """Say whether `error` is the NotImplementedError that a line of the student's own file raises, and nothing else.

    torch raises NotImplementedError too (an operation without a kernel, a module without forward); there the innermost
    frame is not the student's, or its instruction is a call and not a raise. A line that was left below code is no
    untouched stub.
    """
    if type(error) is not NotImplementedError:
        return False
    last = innermost(error.__traceback__)
    if last is None or Path(last.tb_frame.f_code.co_filename).parent != folder:
        return False
    code = last.tb_frame.f_code.co_code
    return dis.opname[code[last.tb_lasti]] == "RAISE_VARARGS" and not has_code_beside(last)


def has_code_beside(step: TracebackType) -> bool:
    """Say whether the function of this step holds more than its docstring and the line that raised."""
    tree = parsed("".join(linecache.getlines(step.tb_frame.f_code.co_filename)).encode())
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(line, ast.Raise) and line.lineno <= step.tb_lineno <= (line.end_lineno or 0)
            for line in node.body
        ):
            return any(not isinstance(line, ast.Raise | ast.Pass) and not is_plain(line) for line in node.body)
    return tree is not None


def is_plain(line: ast.stmt) -> bool:
    """Say whether a statement is a text or an ellipsis that stands by itself."""
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def innermost(step: TracebackType | None) -> TracebackType | None:
    """Return the last step of a traceback."""
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step


def with_caret(error: SyntaxError) -> str:
    """Return what Python says of a source that it cannot read, and below it the code with a mark at the place."""
    lines = (error.text or "").splitlines()
    if not lines or not error.offset:
        return error.msg
    code = lines[0].strip()
    column = min(max(0, error.offset - 1 - (len(lines[0]) - len(lines[0].lstrip()))), len(code))
    begin = max(0, column - CODE_BEFORE)
    return f"{error.msg}\n{code[begin : begin + CODE_SHOWN]}\n{' ' * (column - begin)}^"
