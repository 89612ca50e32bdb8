"""Look for a variable that the grader has."""

from __future__ import annotations

import os

from tensorgrade.isolation.attacks import Attack, Host


def attempt(host: Host) -> str:
    """Look at the environment."""
    return "the grader's environment was seen" if host["secret"] in os.environ else ""


ATTACK = Attack(
    name="environment",
    sentence="the grader's environment is not seen",
    turn=40,
    attempt=attempt,
)
