"""Read a file beside the course, and one of the system."""

from __future__ import annotations

from tensorgrade.isolation.attacks import Attack, Host, read_first


def attempt(host: Host) -> str:
    """Open a canary where it lies, and by way of the root of this process; then the passwords."""
    return read_first(host["canary"], f"/proc/self/root{host['canary']}", "/etc/shadow")


ATTACK = Attack(
    name="other_files",
    sentence="other files of this machine cannot be read",
    turn=20,
    attempt=attempt,
)
