"""Send signals to the grader and the launcher."""

from __future__ import annotations

import contextlib
import os

from tensorgrade.isolation.attacks import Attack, Host, outsiders


def attempt(host: Host) -> str:
    """Ask whether a signal could be sent (0 sends none)."""
    for process in outsiders(host):
        with contextlib.suppress(OSError):
            os.kill(process, 0)
            return f"process {process} could be sent a signal"
    return ""


ATTACK = Attack(
    name="signals",
    sentence="other processes cannot be sent signals",
    turn=70,
    attempt=attempt,
)
