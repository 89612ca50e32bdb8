"""What a launcher or a worker is started with: the course, devices and level that are asked for, as a command line.

In: LaunchOptions. Out: the command and the environment of the process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.messages import DEVICES, KEYED_DEVICES

SWITCHES = ("TENSORGRADE_POSTPONE_COMPILER",)  # what the user may say to the launcher, also where code is shut in
COMMAND = (sys.executable, "-P", "-m", "tensorgrade.worker")


@dataclass(frozen=True)
class LaunchOptions:
    """What is asked of a launcher: a course by its folder, devices, exercises (none for all), and the level."""

    course: Path
    devices: tuple[str, ...] = DEVICES
    exercises: tuple[str, ...] = ()
    level: Level = Level.separate

    def command(self, *more: str) -> list[str]:
        """Write the command line."""
        return [*COMMAND, str(self.course), ",".join(self.devices), *self.exercises, *more]

    def environment(self) -> dict[str, str]:
        """Write the environment."""
        return environment(self.level, self.devices)


def environment(level: Level = Level.separate, devices: Sequence[str] = ()) -> dict[str, str]:
    """The environment of launchers and workers.

    One thread, no GPU that was not asked for, no pytest plugins but ours; where code is shut in, nothing of the user's
    own environment.
    """
    single = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    if "cuda" not in devices:
        fixed["CUDA_VISIBLE_DEVICES"] = ""
    if level is Level.separate:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GRADE_"))}
    else:
        kept = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "USER": "student", "LANG": "C.UTF-8"}
        kept |= {name: os.environ[name] for name in SWITCHES if name in os.environ}
    return {**kept, **single, **fixed}


def devices_of(choice: str, is_keyed: bool = False) -> tuple[str, ...]:
    """Return the devices that `--device` asks for: all that there are, or that a key can be of, or one."""
    return (choice,) if choice != "all" else KEYED_DEVICES if is_keyed else DEVICES
