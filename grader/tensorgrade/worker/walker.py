"""Follows the student's code line by line while a check calls it, for a reader to see beside the code; not judged.

In: a call of a check. Out: what each variable was after the line that set it (protocol.records.Walk), the last time
that this line ran. Only code of the student's files is followed, and of a long run only the beginning. Where a
function runs several times in one call, one run of it is told: that in which an exception arose, else the first.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from types import CodeType, FrameType
from typing import TYPE_CHECKING

import numpy as np
import torch

from tensorgrade.protocol.records import ARGUMENTS_LIMIT, RETURNED, VARIABLES_LIMIT, Variable, Walk
from tensorgrade.protocol.torch_names import device_name
from tensorgrade.text import plain
from tensorgrade.worker.brief import brief, with_layout

if TYPE_CHECKING:
    from _typeshed import TraceFunction

LINES_LIMIT = 2_000  # of one case; what runs longer is followed no further
NOT_FOLLOWED = -1  # a run that came when no more could be followed
NUMBERS_SHOWN = 6
NUMBERS_WRITTEN = 48
WORDS_LIMIT, ARGUMENT_LIMIT = 160, 1_500


class Walker:
    """Follows the calls of one case; `walks` are those that it saw."""

    def __init__(self, folder: Path) -> None:
        self.walks: list[Walk] = []
        self._folder = str(folder)
        self._variables: dict[tuple[int, int, str], Variable] = {}
        self._runs: list[tuple[CodeType, int]] = []
        self._came_back = ""
        self._room = LINES_LIMIT

    def begin(self) -> None:
        """Start with a case."""
        self.walks, self._room = [], LINES_LIMIT

    @contextmanager
    def follow(
        self, call: str, definition: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
    ) -> Iterator[None]:
        """Follow one call, however it ends."""
        arguments = arguments_of(definition, args, kwargs)
        self._variables, self._runs, self._came_back, before = {}, [], "", sys.gettrace()
        failed: list[tuple[CodeType, int]] = []
        sys.settrace(self.enter)
        try:
            yield
        except BaseException as error:
            failed = [run_of(frame) for frame, _ in walk_tb(error.__traceback__)]
            raise
        finally:
            sys.settrace(before)
            self.walks.append(Walk(call, self.told(failed), arguments, self._came_back))

    def told(self, failed: Sequence[tuple[CodeType, int]]) -> tuple[Variable, ...]:
        """Return the variables of one run of each function.

        failed: the runs that an exception left, the innermost last. A later run may be given an earlier one's identity.
        """
        runs = {code: number for number, (code, _) in reversed(list(enumerate(self._runs)))}
        last = {run: number for number, run in enumerate(self._runs)}
        runs |= {run[0]: last.get(run, NOT_FOLLOWED) for run in failed}
        told = set(runs.values())
        return tuple(variable for (run, *_), variable in self._variables.items() if run in told)[:VARIABLES_LIMIT]

    def enter(self, frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        """Follow a frame of the student's; comprehensions and the like are part of the line that has them."""
        code = frame.f_code
        if not code.co_filename.startswith(self._folder) or code.co_name.startswith("<") or self._room <= 0:
            return None
        follower = Follower(self, self.number_of(frame), frame)
        follower.look(frame)
        return follower.step

    def number_of(self, frame: FrameType) -> int:
        """Number the run of a function; a generator that goes on is the run that it was."""
        run = run_of(frame)
        if frame.f_code.co_flags & inspect.CO_GENERATOR and run in self._runs:
            return self._runs.index(run)
        self._runs.append(run)
        return len(self._runs) - 1

    def has_room(self) -> bool:
        """Count one more line; say whether it may be followed."""
        self._room -= 1
        return self._room > 0

    def put(self, run: int, line: int, name: str, value: object) -> None:
        """Note what a variable is after a line of one run of a function."""
        self._variables.pop((run, line, name), None)
        self._variables[run, line, name] = described(line, name, value)

    def hand_back(self, run: int, name: str) -> None:
        """Note which argument the call gave back, as it had come in; the first run is that of the call itself."""
        if run == 0:
            self._came_back = name


def run_of(frame: FrameType) -> tuple[CodeType, int]:
    """Tell a run of a function by what runs, and the identity of its frame."""
    return frame.f_code, id(frame)


class Follower:
    """Follows one frame: what its variables were when the last line had run."""

    def __init__(self, walker: Walker, run: int, frame: FrameType) -> None:
        self._walker = walker
        self._run = run
        self._line = frame.f_lineno
        self._marks: dict[str, object] = {}
        self._given = {name: mark_of(value) for name, value in frame.f_locals.items()}

    def step(self, frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        """Hear from Python that a line begins, or that the function returns."""
        if not self._walker.has_room():
            return None
        self.look(frame)
        if event == "return" and argument is not None:
            self._walker.put(self._run, self._line, RETURNED, argument)
            self._walker.hand_back(self._run, self.argument_that_is(argument))
        self._line = frame.f_lineno
        return self.step

    def argument_that_is(self, value: object) -> str:
        """Return the name of the argument that a tensor is, unchanged since it came in; empty where it is none."""
        if not isinstance(value, torch.Tensor):
            return ""
        return next((name for name, mark in self._given.items() if mark == mark_of(value)), "")

    def look(self, frame: FrameType) -> None:
        """Note the variables that changed since the last look."""
        for name, value in frame.f_locals.items():
            mark = mark_of(value)
            if self._marks.get(name) != mark and not name.startswith("__"):
                self._marks[name] = mark
                self._walker.put(self._run, self._line, name, value)


def mark_of(value: object) -> object:
    """Return what tells whether a variable is still what it was, without looking at numbers."""
    if isinstance(value, torch.Tensor):
        version = None if value.is_inference() else value._version
        return id(value), version, value.requires_grad, tuple(value.shape)
    if isinstance(value, list | dict | set):
        return id(value), len(value)
    return (type(value), value) if isinstance(value, bool | int | float | str) else id(value)


def described(line: int, name: str, value: object) -> Variable:
    """Say what a value is; whatever stands in the way of that costs the words."""
    try:
        words = plain(words_of(value), WORDS_LIMIT)
    except Exception:
        words = type(value).__name__
    if not isinstance(value, torch.Tensor):
        return Variable(line, name, words)
    return Variable(line, name, words, str(value.dtype), device_name(value.device), value.requires_grad)


def words_of(value: object) -> str:
    """Write a value in a line: of a tensor its dtype, shape, device, graph and first numbers."""
    if not isinstance(value, torch.Tensor):
        return brief(value)
    words = with_layout(f"{str(value.dtype).removeprefix('torch.')}, shape {tuple(value.shape)}", value)
    if value.device.type != "cpu":
        words += f", on {device_name(value.device)}"
    if value.requires_grad:
        words += ", requires_grad"
    if value.device.type == "meta":
        return words
    with torch.no_grad():
        first = value.detach().reshape(-1)[:NUMBERS_SHOWN].cpu().tolist()
    numbers = ", ".join(f"{number:.4g}" if isinstance(number, float) else str(number) for number in first)
    return f"{words}: [{numbers}{', ...' if value.numel() > NUMBERS_SHOWN else ''}]"


def arguments_of(
    definition: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    """Write what a call is given, by parameter, as Python; nothing of a call that does not fit."""
    try:
        bound = inspect.signature(definition).bind(*args, **kwargs).arguments
    except (TypeError, ValueError):
        return ()
    return tuple((name, plain(written(value), ARGUMENT_LIMIT + 100)) for name, value in bound.items())[:ARGUMENTS_LIMIT]


def written(value: object) -> str:
    """Write a value as Python; empty where that is not possible, or too long."""
    try:
        text = source_of(value)
    except ValueError:
        return ""
    return text if len(text) <= ARGUMENT_LIMIT else ""


def source_of(value: object) -> str:
    """Write a value as an expression. Raises ValueError for one that has none."""
    if isinstance(value, torch.Tensor):
        if value.numel() > NUMBERS_WRITTEN or not is_as_written(value):
            raise ValueError("this tensor is too large to be written, or other than one that is made of numbers")
        with torch.no_grad():
            numbers = source_of(shortest(value.detach()).tolist())
        graph = ", requires_grad=True" if value.requires_grad else ""
        return f"torch.tensor({numbers}, dtype={value.dtype}{graph})"
    if isinstance(value, np.ndarray) and value.size <= NUMBERS_WRITTEN and value.dtype.kind in "biuf":
        return f"np.array({source_of(value.tolist())}, dtype=np.{value.dtype.name})"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f'float("{value}")'
    if isinstance(value, bool | int | str | type(None) | torch.dtype):
        return repr(value)
    if isinstance(value, torch.device) and value.type != "sim":  # a script has no simulated accelerator
        return f'torch.device("{device_name(value)}")'
    if type(value) is list:
        return f"[{', '.join(map(source_of, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(source_of, value))}{',' if len(value) == 1 else ''})"
    if type(value) is dict:
        return "{" + ", ".join(f"{source_of(key)}: {source_of(item)}" for key, item in value.items()) + "}"
    raise ValueError(f"a {type(value).__name__} cannot be written")


def is_as_written(value: torch.Tensor) -> bool:
    """Say whether `torch.tensor` makes the like of it: on the CPU, in rows one after the other, a leaf of the graph.

    Lists say nothing of the dimensions behind an empty one.
    """
    if type(value) is not torch.Tensor or value.device.type != "cpu" or value.layout != torch.strided:
        return False
    if 0 in value.shape[:-1]:
        return False
    return value.is_contiguous() and value.is_leaf and not value.is_conj() and not value.is_neg()


def shortest(value: torch.Tensor) -> torch.Tensor:
    """Return float32 numbers as the float64 of the fewest digits that is rounded to them again."""
    if value.dtype != torch.float32:
        return value
    numbers = [float(str(number)) for number in value.reshape(-1).numpy()]
    return torch.tensor(numbers, dtype=torch.float64).reshape(value.shape)
