"""A worker dies with the process that forked it (PR_SET_PDEATHSIG, prctl(2))."""

from __future__ import annotations

import signal

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_SET_PDEATHSIG, prctl


def apply(room: Room) -> None:
    """Ask to be killed when the parent ends."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


LAYER = Layer(
    name="death with the parent",
    since=Level.separate,
    turn=10,
    lets_through="everything, as long as the launcher lives",
    apply=apply,
)
