"""Keys as they are pressed, from a terminal and where there is none."""

import io
import os
import queue
import sys

import pytest

from tensorgrade.commands.watch.keyboard import keys_to


def test_no_keyboard_no_keys(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with keys_to(print) as there:
        assert not there


def test_keys_come_without_enter_and_the_terminal_is_as_before(monkeypatch):
    pty = pytest.importorskip("pty", reason="the keyboard of this test is a Unix terminal")
    termios = pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    with open(theirs) as keyboard:
        monkeypatch.setattr(sys, "stdin", keyboard)
        before = termios.tcgetattr(keyboard)
        with keys_to(heard.put) as there:
            assert there
            for key in (b"n", "é".encode(), b"q"):
                os.write(ours, key)
            assert [heard.get(timeout=600), heard.get(timeout=600)] == ["n", "q"]  # what is no key of ours says nothing
        assert termios.tcgetattr(keyboard) == before
    os.close(ours)
