"""The filter of system calls, read as the kernel would read it, for both architectures."""

import errno
import socket
import struct

import pytest

pytest.importorskip("resource", reason="only Unix has what a cage is made of")
from tensorgrade.isolation.layers import seccomp
from tensorgrade.isolation.layers.seccomp import ALLOW, ARCHITECTURES, KILL, REFUSE, program
from tensorgrade.isolation.syscalls import number

EPERM, ENOSYS = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
MACHINES = list(ARCHITECTURES)
CLONE_NEWUSER, SIGCHLD = 0x10000000, 17
AF_UNIX, AF_INET, AF_NETLINK = 1, 2, 16


def verdict(machine, number, argument=0, architecture=None, connect=True, third=0):
    """Run the filter on one call: classic BPF, of which the filter needs six instructions."""
    seen = {0: number, 4: architecture or ARCHITECTURES[machine], 16: argument, 32: third}
    lines = list(struct.iter_unpack("HBBI", program(machine, connect)))
    place = loaded = 0
    while True:
        code, yes, no, value = lines[place]
        place += 1
        if code == seccomp.RETURN:
            return value
        if code == seccomp.LOAD:
            loaded = seen[value]
            continue
        tests = {
            seccomp.JUMP_EQUAL: loaded == value,
            seccomp.JUMP_AT_LEAST: loaded >= value,
            seccomp.JUMP_ANY_BIT: loaded & value,
        }
        place += yes if tests[code] else no


@pytest.mark.parametrize("machine", MACHINES)
def test_each_listed_call_is_refused(machine):
    for name in seccomp.REFUSED:
        assert verdict(machine, number(name, machine)) == EPERM, name


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_that_depend_on_their_argument(machine):
    clone, socket, connect = (number(name, machine) for name in ("clone", "socket", "connect"))
    assert verdict(machine, clone, SIGCHLD) == ALLOW
    assert verdict(machine, clone, SIGCHLD | CLONE_NEWUSER) == EPERM
    assert verdict(machine, socket, AF_UNIX) == ALLOW
    assert [verdict(machine, socket, family) for family in (AF_INET, AF_NETLINK, 40)] == [EPERM] * 3
    assert verdict(machine, connect) == ALLOW
    assert verdict(machine, connect, connect=False) == EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_pairs_of_sockets_only_where_they_are_counted(machine):
    pair = number("socketpair", machine)
    assert [verdict(machine, pair), verdict(machine, pair, connect=False)] == [ALLOW, EPERM]


@pytest.mark.parametrize("machine", MACHINES)
def test_buffers_of_sockets_are_not_made_larger(machine):
    option = number("setsockopt", machine)
    names = [socket.SO_SNDBUF, socket.SO_RCVBUF, 32, 33, socket.SO_REUSEADDR, socket.SO_PASSCRED, 0]
    assert [verdict(machine, option, third=name) for name in names] == [EPERM] * 4 + [ALLOW] * 3


@pytest.mark.parametrize("machine", MACHINES)
def test_other_calls(machine):
    assert verdict(machine, number("clone3", machine)) == ENOSYS
    assert verdict(machine, seccomp.X32_BIT | 1) == ENOSYS
    assert verdict(machine, 0) == ALLOW
    assert verdict(machine, 0, architecture=0x40000003) == KILL
    assert len(program(machine, connect=False)) // 8 < 4096


def test_a_machine_without_a_filter(monkeypatch):
    monkeypatch.setattr("os.uname", lambda: type("Uname", (), {"machine": "riscv64"}))
    with pytest.raises(OSError) as told:
        seccomp.restrict(connect=True)
    assert str(told.value) == f"[Errno {errno.ENOSYS}] no seccomp filter for riscv64"
