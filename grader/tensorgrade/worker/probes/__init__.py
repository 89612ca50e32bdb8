"""Probes: questions about memory, gradients, modes and calls that values alone do not answer.

One probe a file, found by being there: what a file of this folder lists in its `__all__` is public as
`tensorgrade.probes`. Each looks at state of torch (storages, hooks, dispatch modes) and gives back plain values for a
check to observe.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module


def public() -> dict[str, object]:
    """Return what the probes offer, by name."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {name: getattr(module, name) for module in modules for name in module.__all__}
