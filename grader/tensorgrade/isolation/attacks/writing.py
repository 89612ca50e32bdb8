"""Make a file beside the course."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tensorgrade.isolation.attacks import Attack, Host


def attempt(host: Host) -> str:
    """Touch it."""
    with contextlib.suppress(OSError):
        (Path(host["canary"]).parent / "written").touch()
        return "a file was made"
    return ""


ATTACK = Attack(
    name="writing",
    sentence="nothing is written outside",
    turn=30,
    attempt=attempt,
)
