"""No capability, and no program that would give one back (capabilities(7), PR_SET_NO_NEW_PRIVS)."""

from __future__ import annotations

import ctypes

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, libc, prctl

CAPABILITY_VERSION_3 = 0x20080522


def apply(room: Room) -> None:
    """Give up every capability, now and for programs that are started."""
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be dropped")
    prctl(PR_SET_NO_NEW_PRIVS, 1)


LAYER = Layer(
    name="no privileges",
    since=Level.confined,
    turn=40,
    lets_through="what an ordinary user may do",
    apply=apply,
    attacks=("namespaces", "memory_of_others"),
)
