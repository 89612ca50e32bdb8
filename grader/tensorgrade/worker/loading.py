"""Import a student's file one statement after the other: a line that fails costs what depends on it, and no more.

In: the file, and which of its lines not to run. Out: its module, the lines that were left out and why, and which names
are not there because of them. What a line may take is bounded, so that a training at the left margin ends.
"""

from __future__ import annotations
import __future__

import ast
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

import torch

from tensorgrade.protocol.messages import Extent
from tensorgrade.protocol.records import LEFT_OUT_LIMIT, LeftOut, Reason
from tensorgrade.python_source import imported_names, names_bound, only_defines
from tensorgrade.worker import failures
from tensorgrade.worker.timer import OutOfTimeError, Used, sleep_limit, time_limit

# In seconds of the processor: one statement that defines, one that does more, all of the latter; and asleep.
DEFINING, RUNNING, RUNNING_IN_ALL = 8.0, 2.0, 5.0
SLEEPING = 3.0
STAR = "*"
PACKAGE = "exercises"


class DefaultDeviceError(Exception):
    """The file moves torch's default device away from the CPU."""


@dataclass
class Loading:
    """A file while it is imported.

    unset: the names that are not there, with the line that should have set them. skipped: the statements that were not
    run to their end, by line and column.
    """

    module: ModuleType
    folder: Path
    left_out: list[LeftOut] = field(default_factory=list)
    unset: dict[str, LeftOut] = field(default_factory=dict)
    skipped: set[tuple[int, int]] = field(default_factory=set)
    room: float = RUNNING_IN_ALL

    def run(self, node: ast.stmt, flags: int, defines: bool) -> None:
        """Run one statement; whatever it raises becomes data."""
        path, used = str(self.module.__file__), Used()
        limit = DEFINING if defines else min(RUNNING, self.room)
        try:
            code = compile(ast.Module([node], []), path, "exec", flags=flags, dont_inherit=True)
            with sleep_limit(SLEEPING), time_limit(limit) as used:
                exec(code, vars(self.module))
            check_default_device()
        except OutOfTimeError:
            self.leave_out(node, Reason.TOO_LONG)
        except BaseException as error:
            self.fail(node, error)
        if not defines:
            self.room = max(0.01, self.room - used.seconds)

    def fail(self, node: ast.stmt, error: BaseException) -> None:
        """Take note of what a statement raised; one that lacks a name which is not there is no fault of its own."""
        root = self.unset_behind(error)
        if root is not None:
            self.forget(node, root)
        elif failures.is_untouched_stub(error, self.folder):
            self.forget(node, self.place(node, Reason.RAISED, error))
        else:
            self.leave_out(node, Reason.RAISED, error)

    def leave_out(self, node: ast.stmt, reason: Reason, error: BaseException | None = None) -> None:
        """Take note of a statement of which nothing, or not all, was run."""
        line = self.place(node, reason, error)
        if len(self.left_out) < LEFT_OUT_LIMIT:
            self.left_out.append(line)
        self.forget(node, line)

    def place(self, node: ast.stmt, reason: Reason, error: BaseException | None) -> LeftOut:
        """Describe a statement that is left out."""
        failure = failures.describe(error, self.folder) if error is not None else None
        where = failures.place_of(Path(str(self.module.__file__)), node.lineno, "<module>")
        return LeftOut(where, reason, failure)

    def forget(self, node: ast.stmt, line: LeftOut) -> None:
        """Take note of the names that a statement should have set."""
        self.skipped.add((node.lineno, node.col_offset))
        self.unset |= {name: line for name in names_bound(node) if name not in vars(self.module)}

    def unset_behind(self, error: BaseException) -> LeftOut | None:
        """Return the line that should have set the name that an exception misses."""
        if not isinstance(error, NameError):
            return None
        return self.unset.get(str(error.name)) or self.unset.get(STAR)


class FileLoader(SourceFileLoader):
    """Runs a file again, for a check that asks for that: without the statements that it was imported without."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self.skipped: set[tuple[int, int]] = set()

    def get_code(self, fullname: str) -> CodeType:
        """Compile what is left of the file."""
        tree = ast.parse(Path(self.path).read_bytes(), self.path)
        tree.body = [node for node in tree.body if (node.lineno, node.col_offset) not in self.skipped]
        return compile(tree, self.path, "exec", dont_inherit=True)


def load_file(path: Path, extent: Extent = Extent.WHOLE, but_for: Container[int] = ()) -> Loading:
    """Import the file at `path` under its stem, also found by pickle. Raises SyntaxError, ValueError, OSError.

    extent: whether what does more than to define is run. but_for: lines at which no statement is run.
    """
    tree = ast.parse(path.read_bytes(), str(path))
    flags, imported = sum(flags_of(tree)), imported_names(tree)
    loader = FileLoader(path.stem, str(path))
    loading = Loading(new_module(path, loader), path.parent, skipped=loader.skipped)
    loading.module.__doc__ = ast.get_docstring(tree)
    for node in tree.body:
        defines = only_defines(node, imported)
        if node.lineno in but_for:
            loading.leave_out(node, Reason.TOO_LONG)
        elif extent is Extent.DEFINITIONS and not defines:
            loading.leave_out(node, Reason.NOT_RUN)
        else:
            loading.run(node, flags, defines)
    return loading


def new_module(path: Path, loader: SourceFileLoader) -> ModuleType:
    """Make the module of a file, and make it known under its name.

    It is of the package that its folder is for a student, so that `from exercises.helpers import x` and `from .helpers
    import x` find what lies beside it.
    """
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]
    if not (path.parent / PACKAGE).exists():
        sys.modules[PACKAGE] = package = ModuleType(PACKAGE)
        package.__path__ = [str(path.parent)]
    spec = spec_from_file_location(f"{PACKAGE}.{path.stem}", path, loader=loader)
    assert spec is not None
    sys.modules[path.stem] = module = module_from_spec(spec)
    module.__name__ = path.stem
    return module


def flags_of(tree: ast.Module) -> Iterator[int]:
    """Give the flags of what a file imports from __future__."""
    names = (node.names for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    for name in {alias.name for aliases in names for alias in aliases}:
        if name in __future__.all_feature_names:
            yield getattr(__future__, name).compiler_flag


def check_default_device() -> None:
    """Put torch's default device back where it was moved. Raises DefaultDeviceError."""
    try:
        device = torch.get_default_device().type
    except Exception:  # torch asks a device that is not there for its number
        device = "another"
    if device != "cpu":
        torch.set_default_device(None)
        raise DefaultDeviceError("the default device is to be one that the machine may not have")
