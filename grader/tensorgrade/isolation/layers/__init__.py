"""The layers of a worker's cage, one a file, found by being there.

A file in this folder has a `LAYER`: what it is called, from which level on a worker is behind it, when its turn is,
what it lets through, how it is applied, and which attacks of `grade doctor` (tensorgrade.isolation.attacks) show it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from tensorgrade.isolation.levels import Level


@dataclass(frozen=True)
class Room:
    """What a worker keeps: its level, the only folder that it can write, and what else it can read."""

    level: Level
    scratch: Path
    readable: tuple[Path, ...]


@dataclass(frozen=True)
class Layer:
    """One layer of the cage.

    turn: layers are applied in this order; one that takes rights away comes after all that need them.
    apply: called in the forked child before it reads a submission; raises OSError where the system refuses.
    attacks: the names of the attacks that it holds off, alone or with others.
    """

    name: str
    since: Level
    turn: int
    lets_through: str
    apply: Callable[[Room], None]
    attacks: tuple[str, ...] = ()


@cache
def layers() -> tuple[Layer, ...]:
    """Return the layers that are there, in the order in which they are applied."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted((module.LAYER for module in modules), key=lambda layer: layer.turn))
