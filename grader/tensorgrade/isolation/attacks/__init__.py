"""The attacks of `grade doctor`, one a file, found by being there; they are run like a submission.

A file in this folder has an `ATTACK`: its promise, in the words that the doctor prints, the lowest level that keeps
it, and a function that tries to break it. The doctor gives it HOST, what there is to reach; it returns "" where it was
refused, else a few words on what it got. None does harm where it succeeds.
"""

from __future__ import annotations

import contextlib
import os
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from tensorgrade.isolation.levels import Level

Host = Mapping[str, str]


@dataclass(frozen=True)
class Attack:
    """What a level promises, and how that is tried.

    turn: the doctor tells of attacks in the order of their turns. is_limit: it goes on until it is ended.
    """

    name: str
    sentence: str
    turn: int
    attempt: Callable[[Host], str]
    since: Level = Level.confined
    is_limit: bool = False


@cache
def attacks() -> tuple[Attack, ...]:
    """Return the attacks that are there, in their order."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted((module.ATTACK for module in modules), key=lambda attack: attack.turn))


def attempt(name: str, host: Host) -> str:
    """Make one attack."""
    return next(attack for attack in attacks() if attack.name == name).attempt(host)


def read_first(*paths: str) -> str:
    """Read the first of these files that can be read."""
    for path in paths:
        with contextlib.suppress(OSError):
            Path(path).read_bytes()
            return f"{path} was read"
    return ""


def outsiders(host: Host) -> list[int]:
    """List the grader and the launcher, as far as they can be named from here."""
    return [process for process in (int(host["grader"]), os.getppid()) if process > 1]
