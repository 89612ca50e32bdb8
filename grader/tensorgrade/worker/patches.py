"""Undo what code under grading patched in torch, pytest, builtins and the kit, so that no other function feels it.

The namespaces are noted once, before any code of a submission runs, and put back after each import and before the
checks of another function.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from functools import partial
from types import ModuleType

import torch
import torch.testing
import torch.utils.data
from torch import nn

WATCHED_PACKAGES = ("_pytest", "pluggy", "pytest", "tensorgrade", "msgspec", "safetensors")
WATCHED_MODULES = (builtins, torch, torch.nn.functional, torch.optim, torch.autograd, torch.testing, torch.utils.data)
WATCHED_CLASSES = (torch.Tensor, nn.Module, nn.Parameter, torch.optim.Optimizer, torch.utils.data.DataLoader)
NOTED_BY_COPYREG = "__slotnames__"  # on what was pickled or copied; each change of a class slows torch down


class Namespaces:
    """The names of watched modules and classes, as they were when this was made."""

    def __init__(self) -> None:
        packages = [module for name, module in sys.modules.items() if name.split(".")[0] in WATCHED_PACKAGES]
        modules = [module for module in (*WATCHED_MODULES, *packages) if isinstance(module, ModuleType)]
        self._modules = [(module, dict(vars(module))) for module in modules]
        self._classes = [(kind, dict(vars(kind))) for kind in WATCHED_CLASSES]
        self._imported = {name: sys.modules[name] for name in ("torch", "pytest", "numpy") if name in sys.modules}

    def restore(self) -> None:
        """Put back every name that was changed or removed; new names in modules stay, new names in classes go."""
        for module, names in self._modules:
            now = vars(module)
            if now == names:
                continue
            put_back(module.__dict__.__setitem__, now, names)
            names.update({name: value for name, value in now.items() if name not in names})
        for kind, names in self._classes:
            if NOTED_BY_COPYREG in vars(kind):
                names[NOTED_BY_COPYREG] = vars(kind)[NOTED_BY_COPYREG]
            if vars(kind) == names:
                continue
            for name in [name for name in vars(kind) if name not in names]:
                type.__delattr__(kind, name)
            put_back(partial(type.__setattr__, kind), dict(vars(kind)), names)
        for name, module in self._imported.items():
            sys.modules[name] = module


def put_back(assign: Callable[[str, object], None], now: dict[str, object], names: dict[str, object]) -> None:
    """Assign each name whose object is another one than before."""
    for name, value in names.items():
        if now.get(name, names) is not value:
            assign(name, value)
