"""Look for what an earlier worker left, and leave the same."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tensorgrade.isolation.attacks import Attack, Host


def attempt(host: Host) -> str:
    """Look, then touch a file in each place."""
    folders = ("/tmp", "/var/tmp", "/dev/shm", str(Path.cwd().parents[1]))
    places = [Path(folder) / host["mark"] for folder in folders]
    left = [str(path) for path in places if path.exists()]
    for path in places:
        with contextlib.suppress(OSError):
            path.touch()
    return f"{left[0]} was left by another worker" if left else ""


ATTACK = Attack(
    name="leaving",
    sentence="nothing is left for the next submission",
    turn=100,
    attempt=attempt,
)
