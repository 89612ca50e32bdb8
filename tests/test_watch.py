"""What a process and its children take."""

import os
import subprocess
import sys

import pytest

from grader.worker import watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
PROGRAM = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "kept = b'x' * (64 << 20); print('ready', flush=True); input()"])
child.wait()
"""


@pytest.fixture
def parent():
    """A process with a child that keeps 64 MiB."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], **pipes) as process:
        process.stdout.readline()
        yield process.pid
        process.stdin.close()


def test_children_are_counted(parent):
    assert len(list(watch.tree(parent))) == 2
    assert parent in watch.tree(os.getpid())
    assert sum(map(watch.memory_of, watch.tree(parent))) > 64 << 20


def test_what_is_too_much(parent, monkeypatch):
    assert watch.excess(parent, 64 << 20) == ""
    monkeypatch.setattr(watch, "SLACK_BYTES", 0)
    assert watch.excess(parent, 64 << 20) == "its processes took more than 64 MiB of memory"
    assert watch.excess(parent, None) == ""
    monkeypatch.setattr(watch, "PROCESSES", 1)
    assert watch.excess(parent, None) == "it started more than 1 processes"


def test_a_process_that_is_gone_takes_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert list(watch.tree(process.pid)) == [process.pid]
    assert watch.memory_of(process.pid) == 0
