"""Connect to sockets of this machine, with and without a file."""

from __future__ import annotations

import contextlib
import socket

from tensorgrade.isolation.attacks import Attack, Host


def attempt(host: Host) -> str:
    """Connect to both."""
    for address in (host["socket"], "\0" + host["abstract"]):
        with contextlib.suppress(OSError):
            socket.socket(socket.AF_UNIX).connect(address)
            return "a socket of this machine was reached"
    return ""


ATTACK = Attack(
    name="local_sockets",
    sentence="sockets of this machine cannot be reached",
    turn=60,
    attempt=attempt,
)
