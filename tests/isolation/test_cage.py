"""What a worker is left with when it has shut itself in, seen from inside."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tensorgrade.isolation.levels import Level, best_level

pytest.importorskip("resource", reason="only Unix has what a cage is made of")
from tensorgrade.isolation import cage
from tensorgrade.isolation.attacks import attacks
from tensorgrade.isolation.layers import Room, layers, resource_limits

PROGRAM = """
import ctypes, os, resource, sys
from pathlib import Path
from tensorgrade.isolation import cage
from tensorgrade.isolation.linux import libc
from tensorgrade.isolation.layers import Room
from tensorgrade.isolation.levels import Level
level, scratch = Level[sys.argv[1]], Path(sys.argv[2])
pid = cage.fork(level)
if pid:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
cage.shut_in(Room(level, scratch, (Path("/usr"),)))
def attempt(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"
(scratch / "new").touch()
print("pid 1" if os.getpid() == 1 else "another pid")
print("files", sorted(os.listdir(scratch)))
print("no new privileges", libc.prctl(39, 0, 0, 0, 0))
held = (ctypes.c_uint32 * 6)()  # of capget(2): effective, permitted, inheritable, twice
assert libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), held) == 0
print("capabilities", sum(part.bit_count() for part in held))
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


def test_limits_are_never_raised(monkeypatch, tmp_path):
    asked = []

    def refuse(name, limits):
        asked.append(name)
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource_limits.resource, "setrlimit", refuse)
    resource_limits.apply(Room(Level.separate, tmp_path, ()))
    assert len(asked) == 4


def test_what_takes_rights_away_comes_after_what_needs_them():
    names = [layer.name for layer in layers()]
    assert names == [
        "death with the parent", "resource limits", "own files", "no privileges", "Landlock", "seccomp",
    ]  # fmt: skip
    assert all(layer.lets_through for layer in layers())


def test_each_attack_that_a_layer_names_is_one_of_the_doctor_s():
    names = {attack.name for attack in attacks()}
    for layer in layers():
        assert set(layer.attacks) <= names, layer.name


NEW_LAYER = """
import os
from tensorgrade.isolation.layers import Layer
from tensorgrade.isolation.levels import Level
LAYER = Layer("a new one", Level.separate, 35, "nothing", lambda room: os.write(2, b"applied"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a cage is of Linux")
def test_a_file_more_is_a_layer_more(tmp_path):
    kit = tmp_path / "tensorgrade"
    shutil.copytree(Path(cage.__file__).parents[1], kit, ignore=shutil.ignore_patterns("__pycache__"))
    (kit / "isolation" / "layers" / "fresh.py").write_text(NEW_LAYER)
    command = [sys.executable, "-m", "tensorgrade.isolation.cage", "separate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "applied")
