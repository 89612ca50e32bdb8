"""Run a case on a device that is not the CPU: a check's tensors are made there, and the student's are traced.

In: the device, and where checks and the student's files lie. While a case is placed, a factory (`torch.randn`,
`nn.Linear`) that a check calls without `device=` makes its tensors on the device; one that the student's code calls
does as torch does, and so leaves on the CPU what was not asked to go elsewhere. Out: the student's lines where CPU
tensors were made (tensorgrade.worker.sim.origins).
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType
from typing import Any

import torch
from msgspec.structs import replace
from torch.utils._device import _device_constructors

from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Ending
from tensorgrade.worker.failures import place_of
from tensorgrade.worker.sim.origins import GETTER, Origin, Origins

LAYERS = str(Path(torch.nn.__file__).parent)
OWN = str(Path(__file__).parent)


class Placement(Origins):
    """While active, factories that a check calls, itself or through torch.nn, make their tensors on a device.

    One mode does both that and the tracing, for each mode is asked at every call of a function of torch.
    """

    def __init__(self, device: str, checks: Path, folder: Path, outermost: CodeType | None = None) -> None:
        super().__init__(folder, outermost)
        self._device = torch.device(device)
        self._checks = str(checks)
        self._factories = _device_constructors()

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Add the device where a check left it out; a generator decides by itself."""
        if func.__class__ is GETTER:
            return func(*args)
        if func in self._factories:
            kwargs = kwargs or {}
            open_to_choice = kwargs.get("device") is None and kwargs.get("generator") is None
            if open_to_choice and self._called_by_check():
                kwargs["device"] = self._device
        return self._traced(func, args, kwargs)

    def made_at(self, tensor: torch.Tensor) -> Place | None:
        """Return the line where a tensor was made, for one that lies on the CPU."""
        return told(self.of(tensor)) if tensor.is_cpu else None

    def explain(self, ending: Ending) -> Ending:
        """Add to an exception where a CPU tensor was made that met another device in the operation that failed last."""
        failure, mixture = ending.failure, self.mixture
        if failure is None or mixture is None:
            return ending
        return replace(ending, failure=replace(failure, made=told(mixture.made)))

    def _called_by_check(self) -> bool:
        frame = sys._getframe(2)
        while frame.f_back is not None and frame.f_code.co_filename.startswith((LAYERS, OWN)):
            frame = frame.f_back
        return frame.f_code.co_filename.startswith(self._checks)


def told(origin: Origin | None) -> Place | None:
    """Return a line with what stands on it."""
    return place_of(Path(origin.file), origin.line, origin.function) if origin else None
