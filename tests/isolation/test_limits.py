"""What a process and its children take."""

import contextlib
import os
import socket
import subprocess
import sys

import pytest

from tensorgrade.isolation import limits as watch
from tensorgrade.protocol.messages import Usage

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
    assert watch.usage_of(process.pid) == Usage()
    assert watch.sockets(process.pid) == 0


BURNS = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
CHILD_BURNS = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURNS!r}])\n"
THREAD_BURNS = """
import threading, time
def burn():
    while time.process_time() < 0.3:
        pass
thread = threading.Thread(target=burn)
thread.start()
thread.join()
"""


@pytest.mark.parametrize(
    ("program", "own"), [(BURNS, True), (CHILD_BURNS, False), (THREAD_BURNS, False)], ids=["own", "child", "thread"]
)
def test_the_time_of_threads_and_of_children_that_ended_is_counted(program, own):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", f"{program}print(flush=True)\ninput()"], **pipes) as process:
        process.stdout.readline()
        usage = watch.usage_of(process.pid)
        process.stdin.close()
        process.wait()
    assert usage.processor >= 0.29
    assert (usage.own >= 0.29) == own


def test_waiting_for_a_processor_is_seen():
    processor = {next(iter(os.sched_getaffinity(0)))}
    program = f"import os; os.sched_setaffinity(0, {processor}); print(flush=True)\n{BURNS}print(flush=True)\ninput()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    both = [subprocess.Popen([sys.executable, "-c", program], **pipes) for _ in range(2)]
    for process in both:
        process.stdout.readline()
    for process in both:
        process.stdout.readline()
    waited = [watch.usage_of(process.pid).waited for process in both]
    for process in both:
        process.communicate(b"\n")
    assert max(waited) > 0.1


def test_sockets_of_the_network_namespace_are_counted_as_memory(parent, monkeypatch):
    before = watch.sockets(os.getpid())
    pairs = [socket.socketpair() for _ in range(50)]
    assert watch.sockets(os.getpid()) >= before + 100
    for pair in pairs:
        for one in pair:
            one.close()
    monkeypatch.setattr(watch, "SLACK_BYTES", 0)
    monkeypatch.setattr(watch, "sockets", lambda process: 1 << 14)
    assert watch.excess(parent, 1 << 30) == ""
    assert watch.excess(parent, None, own_network=True) == ""
    told = watch.excess(parent, 1 << 30, own_network=True)
    assert told == "its processes took more than 1024 MiB of memory"


def test_a_socket_holds_no_more_than_is_counted():
    one, other = socket.socketpair()
    one.setblocking(False)
    sent = 0
    with contextlib.suppress(BlockingIOError):
        while sent < 1 << 30:
            sent += one.send(bytes(1 << 16))
    for end in (one, other):
        end.close()
    assert 0 < sent <= watch.socket_bytes()
