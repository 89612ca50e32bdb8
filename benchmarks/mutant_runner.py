"""Run tests on one mutant after the other: imports what is slow once, and forks a process for each mutant.

Usage: python mutant_runner.py HOME, a folder with a copy of the kit and its tests, which is changed and put back.

In: a line of JSON for each mutant: path, source, arguments of pytest, seconds. Out: a line with pytest's exit status,
-1 where it took longer.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

# Imported once, for all processes that are forked.
SLOW = ("hypothesis", "jinja2", "msgspec", "numpy", "rich.console", "safetensors.numpy", "torch")
MEMORY_BYTES = 6 << 30
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:tensorgrade", "-p", "no:randomly"]


def run_tests(home: Path, arguments: Sequence[str]) -> int:
    """Run pytest in this process."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return int(pytest.main([*OPTIONS, f"--basetemp={home / 'tmp'}", *arguments]))


def status_of(home: Path, arguments: Sequence[str], seconds: float) -> int:
    """Run pytest in a process of its own; -1 where it takes longer than it may."""
    child = os.fork()
    if child == 0:
        status = 3
        try:
            status = run_tests(home, arguments)
        finally:
            os._exit(status)
    end = time.monotonic() + seconds
    status = -1
    while time.monotonic() < end:
        done, code = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(code)
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return status


def main(home: Path) -> None:
    """Serve until there are no more mutants."""
    for name in SLOW:
        importlib.import_module(name)
    os.chdir(home)
    sys.path[:0] = [str(home / name) for name in ("grader", "reports")]
    sys.dont_write_bytecode = True
    for line in sys.stdin:
        asked = json.loads(line)
        path = home / asked["path"]
        kept = path.read_bytes()
        path.write_text(asked["source"], encoding="utf-8")
        status = status_of(home, asked["arguments"], asked["seconds"])
        path.write_bytes(kept)
        print(status, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
