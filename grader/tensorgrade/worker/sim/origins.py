"""Where in the student's files tensors were made, so that a tensor on the wrong device can be traced to its line.

In: the folder of the student's files, and everything that is called while the block runs. Out: the line where a tensor
was made, and, when an operation failed whose operands are on two devices, the line of that operation and the line where
its CPU operand was made; whether that is why it failed, the judge says. Only CPU tensors are remembered, by their
storage: a parameter or a view made of a tensor has its line. Nothing is kept alive by it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef
from torch.overrides import TorchFunctionMode

# How torch hands the question for an attribute to a mode; it makes no tensor.
GETTER = type(Tensor.device.__get__)


@dataclass(frozen=True)
class Origin:
    """A line of a file, and the function that it is in."""

    file: str
    line: int
    function: str


@dataclass(frozen=True)
class Mixture:
    """An operation that failed whose operands are on two devices.

    failed: the student's line that asked for it; made: the student's line where its CPU operand was made. None where no
    line of the student's has to do with it.
    """

    failed: Origin | None
    made: Origin | None


class Origins(TorchFunctionMode):
    """While active, remembers where CPU tensors are made, and what the last failed operation mixed of devices."""

    mixture: Mixture | None = None

    def __init__(self, folder: Path, outermost: CodeType | None = None) -> None:
        """Watch the files of a folder. outermost: code outside of which no line of them is looked for."""
        super().__init__()
        self._folder = str(folder)
        self._outermost = outermost
        self._places: dict[int, tuple[StorageWeakRef, Origin]] = {}

    def of(self, tensor: Tensor) -> Origin | None:
        """Return the student's line where a CPU tensor was made, if it was made while this was active."""
        reference, place = self._places.get(tensor.untyped_storage()._cdata, (None, None))
        return place if reference and not reference.expired() else None  # type: ignore[no-untyped-call]

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Run a function of torch; remember what it made, or how it failed."""
        return func(*args) if func.__class__ is GETTER else self._traced(func, args, kwargs)

    def _traced(self, func: Any, args: Any, kwargs: Any) -> Any:
        try:
            result = func(*args, **kwargs) if kwargs else func(*args)
        except RuntimeError:
            self._note_failure([*args, *(kwargs or {}).values()])
            raise
        if isinstance(result, Tensor):
            if result.is_cpu:
                self._remember(result)
        elif type(result) in (list, tuple):
            for tensor in tensors_in(result):
                self._remember(tensor)
        return result

    def _remember(self, tensor: Tensor) -> None:
        if not tensor.is_cpu or tensor.is_sparse:
            return
        storage = tensor.untyped_storage()
        known = self._places.get(storage._cdata)
        # A weak reference keeps the address from being given to another storage, so that a known one is this one.
        if known is None and (place := self._student_line()) is not None:
            self._places[storage._cdata] = StorageWeakRef(storage), place  # type: ignore[no-untyped-call]

    def _note_failure(self, operands: Iterable[object]) -> None:
        tensors = list(tensors_in(operands))
        on_cpu = [tensor for tensor in tensors if tensor.is_cpu]
        if len(on_cpu) in (0, len(tensors)):
            self.mixture = None
            return
        # A zero-dimensional CPU tensor may stand beside others, so it is the last to be suspected.
        suspects = sorted(on_cpu, key=lambda tensor: tensor.dim() == 0)
        self.mixture = Mixture(self._student_line(), self.of(suspects[0]))

    def _student_line(self) -> Origin | None:
        frame = sys._getframe(1)
        while frame is not None and (code := frame.f_code) is not self._outermost:
            if code.co_filename.startswith(self._folder):
                return Origin(code.co_filename, frame.f_lineno, code.co_name)
            frame = frame.f_back  # type: ignore[assignment]
        return None


def tensors_in(values: Iterable[object]) -> Iterator[Tensor]:
    """Go through the tensors among arguments or results, in lists and tuples too."""
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, list | tuple):
            yield from tensors_in(value)
