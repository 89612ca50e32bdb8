"""How far a submission's code is shut in: the levels, and the best one that this machine gets.

docs/security.md says what each level promises. The trusted side starts the launcher inside a sandbox
(isolation.bubblewrap); the worker shuts itself in further before it reads a submission (isolation.cage).
"""

from __future__ import annotations

import subprocess
import sys
from enum import IntEnum
from functools import cache

from tensorgrade.isolation.bubblewrap import sandboxed

PROBE_SECONDS = 60


class Level(IntEnum):
    """An isolation level; a higher one promises more."""

    separate = 1
    confined = 2
    sealed = 3


@cache
def best_level() -> Level:
    """Return the highest level that works here, by trying it."""
    for level in (Level.sealed, Level.confined):
        if works(level):
            return level
    return Level.separate


def works(level: Level) -> bool:
    """Try a level on a process that does nothing."""
    if sys.platform != "linux":
        return False
    command = [sys.executable, "-P", "-m", "tensorgrade.isolation.cage", level.name]
    try:
        if level is Level.sealed:
            command = sandboxed(command, None)
        return subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
