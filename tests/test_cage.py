"""What a worker is left with when it has shut itself in, seen from inside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tensorgrade.isolation.levels import Level, best_level

pytest.importorskip("resource", reason="only Unix has what a cage is made of")
from tensorgrade.isolation import cage

PROGRAM = """
import ctypes, os, resource, sys
from pathlib import Path
from tensorgrade.isolation import cage
level, scratch = sys.argv[1], Path(sys.argv[2])
pid = cage.fork(level)
if pid:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
cage.shut_in(level, scratch, [Path("/usr")])
def attempt(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"
(scratch / "new").touch()
print("pid 1" if os.getpid() == 1 else "another pid")
print("files", sorted(os.listdir(scratch)))
print("no new privileges", cage.libc.prctl(39, 0, 0, 0, 0))
print("capabilities", sum(cage.libc.prctl(23, number, 0, 0, 0) > 0 for number in range(64)))
print("open files", resource.getrlimit(resource.RLIMIT_NOFILE)[1], "core", resource.getrlimit(resource.RLIMIT_CORE)[1])
print("canary", attempt((scratch.parent / "canary").read_text))
print("shared memory", attempt(lambda: open("/dev/shm/grade-test-of-the-cage", "x")))
print("signal to the parent", attempt(lambda: os.kill(int(sys.argv[3]), 0)))
sys.stdout.flush()
os._exit(0)
"""
SHUT_IN = [
    "files ['new']",
    "no new privileges 1",
    "capabilities 0",
    "open files 512 core 0",
    "canary PermissionError",
]


def inside(level, tmp_path):
    """Return what a process that is shut in tells."""
    (tmp_path / "scratch").mkdir()
    (tmp_path / "canary").write_text("alive")
    command = [sys.executable, "-c", PROGRAM, level.name, str(tmp_path / "scratch"), str(os.getpid())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.skipif(best_level() < Level.sealed, reason="submissions cannot be sealed here")
def test_sealed(tmp_path):
    told = inside(Level.sealed, tmp_path)
    assert told == ["pid 1", *SHUT_IN, "shared memory done", "signal to the parent ProcessLookupError"]
    assert not list((tmp_path / "scratch").iterdir())
    assert not Path("/dev/shm/grade-test-of-the-cage").exists()


@pytest.mark.skipif(best_level() < Level.confined, reason="submissions cannot be confined here")
def test_confined(tmp_path):
    told = inside(Level.confined, tmp_path)
    assert told[:-1] == ["another pid", *SHUT_IN, "shared memory PermissionError"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits are of Linux")
def test_separate_has_limits_only(tmp_path):
    program = PROGRAM.replace('print("shared memory"', '0 and print("shared memory"')
    (tmp_path / "scratch").mkdir()
    (tmp_path / "canary").write_text("alive")
    command = [sys.executable, "-c", program, "separate", str(tmp_path / "scratch"), str(os.getpid())]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    assert "open files 512 core 0" in told
    assert "canary done" in told


def test_limits_are_never_raised(monkeypatch):
    asked = []

    def refuse(name, limits):
        asked.append(name)
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(cage.resource, "setrlimit", refuse)
    cage.limit()
    assert len(asked) == 4
