"""Find what a package offers by its being there: a new kind is a new file beside the others, named nowhere else."""

from __future__ import annotations

import importlib.util
import inspect
import pkgutil
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def names_in(package: ModuleType) -> list[str]:
    """Name the modules of a package, in order, without importing them."""
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def names_below(package: str) -> list[str]:
    """Name the modules of a package as `names_in` does, without importing the package."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    return names_in(importlib.util.module_from_spec(spec))


def classes_in(package: ModuleType, kind: type[Kind]) -> list[type[Kind]]:
    """Return the classes of a kind that the modules of a package define, in the order of the modules' names."""
    return [made for name in names_in(package) for made in classes_of(package, name, kind)]


def classes_of(package: ModuleType, name: str, kind: type[Kind]) -> list[type[Kind]]:
    """Return the classes of a kind that one module of a package defines."""
    module = importlib.import_module(f"{package.__name__}.{name}")
    return [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, kind) and value.__module__ == module.__name__
    ]
