"""Make sockets that could leave the machine."""

from __future__ import annotations

import ctypes
import socket

from tensorgrade.isolation.attacks import Attack, Host


def attempt(host: Host) -> str:
    """Ask the C library for them, for Python's own sockets only refuse as a courtesy."""
    libc = ctypes.CDLL(None, use_errno=True)
    for family, name in ((socket.AF_INET, "IPv4"), (socket.AF_INET6, "IPv6")):
        if libc.socket(family, socket.SOCK_STREAM, 0) >= 0:
            return f"an {name} socket was made"
    return ""


ATTACK = Attack(
    name="network",
    sentence="there is no network",
    turn=50,
    attempt=attempt,
)
