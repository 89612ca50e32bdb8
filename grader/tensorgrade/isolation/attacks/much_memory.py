"""Have children take memory, each less than one process may."""

from __future__ import annotations

import os
import time

from tensorgrade.isolation.attacks import Attack, Host
from tensorgrade.isolation.levels import Level

CHILDREN, EACH, SECONDS = 8, 200 << 20, 3


def attempt(host: Host) -> str:
    """Fork children that hold it, and wait for what comes of it."""
    for _ in range(CHILDREN):
        if os.fork() == 0:
            kept = bytearray(b"x") * EACH
            time.sleep(2 * SECONDS)
            os._exit(len(kept) % 2)
    time.sleep(SECONDS)
    return f"{CHILDREN * EACH >> 20} MiB were taken"


ATTACK = Attack(
    name="much_memory",
    sentence="the memory of all processes together has a limit",
    turn=130,
    attempt=attempt,
    since=Level.separate,
    is_limit=True,
)
