"""Never end."""

from __future__ import annotations

import contextlib
import time
from typing import NoReturn

from tensorgrade.isolation.attacks import Attack, Host
from tensorgrade.isolation.levels import Level

SECONDS = 3


def attempt(host: Host) -> NoReturn:
    """Sleep on, whatever is raised to end that."""
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(SECONDS)


ATTACK = Attack(
    name="much_time",
    sentence="time has a limit",
    turn=140,
    attempt=attempt,
    since=Level.separate,
    is_limit=True,
)
