"""A type may be used for the first time by several threads at once."""

import subprocess
import sys

import msgspec
import pytest

from tensorgrade.decoding import read_json

MEETING = """
from __future__ import annotations

import sys, threading
import msgspec
from tensorgrade.decoding import read_json

sys.setswitchinterval(1e-6)
for number in range(40):
    exec(f"class Part{number}(msgspec.Struct): numbers: dict[str, list[int]]; more: Part{number} | None = None")
    exec(f"class Whole{number}(msgspec.Struct): first: list[Part{number}]; second: Part{number}; third: list[int]")
BODY = b'{"first": [{"numbers": {"a": [1]}}], "second": {"numbers": {}}, "third": [1, 2]}'
START = threading.Barrier(6)


def read():
    for number in range(40):
        START.wait()
        assert read_json(BODY, globals()[f"Whole{number}"]).first[0].numbers == {"a": [1]}


threads = [threading.Thread(target=read) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("read")
"""


class Point(msgspec.Struct):
    x: float


def test_what_fits_is_read_and_what_does_not_is_refused():
    assert read_json(b'{"x": 1.5}', Point) == Point(1.5)
    assert read_json('[{"x": 1.0}]', list[Point]) == [Point(1.0)]
    with pytest.raises(msgspec.ValidationError):
        read_json(b'{"x": "1"}', Point)
    with pytest.raises(msgspec.DecodeError):
        read_json(b"{", Point)


def test_threads_that_meet_at_a_new_type_all_read_it():
    done = subprocess.run([sys.executable, "-c", MEETING], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr
