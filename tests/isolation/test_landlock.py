"""What a process that Landlock holds can still reach, in a process of its own."""

import subprocess
import sys

import pytest

from tensorgrade.isolation.levels import Level, best_level

PROGRAM = """
import sys
from pathlib import Path
from tensorgrade.isolation.linux import PR_SET_NO_NEW_PRIVS, prctl
from tensorgrade.isolation.layers import landlock
prctl(PR_SET_NO_NEW_PRIVS, 1)  # or an ordinary user may not
readable, writable, other = map(Path, sys.argv[1:])
landlock.restrict([readable, Path("/no/such/place")], [writable])
def attempt(action):
    try:
        action()
    except PermissionError:
        return "refused"
    return "allowed"
print(attempt((readable / "file").read_text), attempt(lambda: (readable / "new").touch()),
      attempt(lambda: (writable / "new").touch()), attempt((other / "file").read_text),
      attempt(lambda: list(other.iterdir())))
"""


@pytest.mark.skipif(best_level() < Level.confined, reason="the kernel has no Landlock")
def test_what_is_not_named_is_refused(tmp_path):
    folders = [tmp_path / name for name in ("readable", "writable", "other")]
    for folder in folders:
        folder.mkdir()
        (folder / "file").touch()
    command = [sys.executable, "-c", PROGRAM, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("allowed refused allowed refused refused\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is of Linux")
def test_a_system_call_that_fails():
    from tensorgrade.isolation.linux import syscall

    with pytest.raises(OSError) as told:
        syscall("landlock_restrict_self", -1, 0)
    assert told.value.filename == "landlock_restrict_self"
