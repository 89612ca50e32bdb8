"""Start processes that sleep."""

from __future__ import annotations

import os
import time

from tensorgrade.isolation.attacks import Attack, Host
from tensorgrade.isolation.levels import Level

CHILDREN, SECONDS = 120, 3


def attempt(host: Host) -> str:
    """Fork, and wait for what comes of it."""
    for _ in range(CHILDREN):
        if os.fork() == 0:
            time.sleep(2 * SECONDS)
            os._exit(0)
    time.sleep(SECONDS)
    return f"{CHILDREN} processes were started"


ATTACK = Attack(
    name="many_processes",
    sentence="the number of processes has a limit",
    turn=120,
    attempt=attempt,
    since=Level.separate,
    is_limit=True,
)
