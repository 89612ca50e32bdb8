"""Keep torch's compiler from being imported where nothing is compiled: it takes longer than half of torch.

Every optimizer imports torch._dynamo at its first step, only to say that a graph would end there and that its step is
not to be compiled, torch.func.grad to say the same of its backward pass, and torchvision to ask whether it could
compile. `postpone()` puts stand-ins in its place that answer those; whatever else is asked of them brings the real one.

The stand-ins bear private names of torch. Where a torch no longer has one of them, or where the environment says
TENSORGRADE_POSTPONE_COMPILER=0, the compiler itself is imported in their place, once for all workers, and `postpone()`
says why; `grade doctor` prints that.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

COMPILER = "torch._dynamo"
UTILS, AUTOGRAD = f"{COMPILER}.utils", f"{COMPILER}.compiled_autograd"
SWITCH = "TENSORGRADE_POSTPONE_COMPILER"
# The private names that the stand-ins bear: the file of the compiler that defines each, and its module.
STOOD_IN_FOR = (
    ("decorators.py", COMPILER, "graph_break"),
    ("decorators.py", COMPILER, "disable"),
    ("utils.py", UTILS, "is_compile_supported"),
    ("compiled_autograd.py", AUTOGRAD, "_disable"),
)


class StandIn(ModuleType):
    """A module of the compiler, for code that runs as it is written."""

    def __getattr__(self, name: str) -> Any:
        """Bring the real module, and ask that; what is asked of every module (`__file__`) is not enough."""
        asks_for_submodule = (self.__name__, name) == (COMPILER, "__path__")
        if name.startswith("__") and not asks_for_submodule:
            raise AttributeError(name)
        return getattr(real(self.__name__), name)


def graph_break(*args: object) -> None:
    """End a graph that nobody records."""


def disable(fn: Callable[..., Any] | None = None, recursive: bool = True, **more: object) -> Callable[..., Any]:
    """Return a function as it is, for it is not compiled; without one, what does so to a function."""
    return as_it_is if fn is None else fn


def as_it_is(fn: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a function with nothing."""
    return fn


def is_compile_supported(device_type: str) -> bool:
    """Say that nothing can be compiled."""
    return False


def postpone() -> str:
    """Put the stand-ins in place, unless the compiler is there already.

    Where that cannot be, or is not wanted, import the compiler and return why.
    """
    import torch

    if COMPILER in sys.modules:
        return ""
    if why := reason(Path(torch.__file__).parent):
        with suppress(ImportError):
            importlib.import_module(AUTOGRAD)
        return why
    compiler, utils, autograd = StandIn(COMPILER), StandIn(UTILS), StandIn(AUTOGRAD)
    compiler.__dict__.update(graph_break=graph_break, disable=disable, compiled_autograd=autograd)
    utils.__dict__.update(is_compile_supported=is_compile_supported)
    autograd.__dict__.update(_disable=nullcontext)
    sys.modules |= {COMPILER: compiler, UTILS: utils, AUTOGRAD: autograd}
    torch._dynamo = compiler
    return ""


def reason(torch_folder: Path) -> str:
    """Say why the compiler of a torch is not to be postponed; empty where it is."""
    if os.environ.get(SWITCH) == "0":
        return f"torch's compiler is imported at once, for {SWITCH} is 0"
    for file, module, name in STOOD_IN_FOR:
        if not defines(torch_folder / "_dynamo" / file, name):
            return f"torch's compiler is imported at once, which takes seconds, for this torch has no {module}.{name}"
    return ""


def defines(path: Path, name: str) -> bool:
    """Say whether a source file defines a function, without importing it."""
    try:
        return re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE) is not None
    except OSError:
        return False


def real(name: str) -> ModuleType:
    """Import the compiler itself in place of the stand-ins; return one of its modules."""
    import torch

    if isinstance(sys.modules.get(COMPILER), StandIn):
        del sys.modules[COMPILER], sys.modules[UTILS], sys.modules[AUTOGRAD], torch._dynamo
    return importlib.import_module(name)
