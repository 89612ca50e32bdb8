"""Read the reference solution."""

from __future__ import annotations

from tensorgrade.isolation.attacks import Attack, Host, read_first


def attempt(host: Host) -> str:
    """Open it where it lies, and by way of the root of this process."""
    return read_first(host["solution"], f"/proc/self/root{host['solution']}")


ATTACK = Attack(
    name="solutions",
    sentence="solutions cannot be read",
    turn=10,
    attempt=attempt,
)
