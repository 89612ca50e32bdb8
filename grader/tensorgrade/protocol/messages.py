"""The messages between the trusted process, the launcher and its workers.

The launcher tells first what it collected. Then the trusted process asks it to start a worker for a subject, and
drives that worker one command at a time: import an exercise, run a case. Each command carries a fresh nonce, and
its answer is one frame (tensorgrade.protocol.frames) with that nonce. A message is one line of JSON.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

DEVICES = ("cpu", "sim", "cuda")
KEYED_DEVICES = ("cpu", "sim")  # that an answer key is made on: they are equal on every machine
Visibility = Literal["public", "hidden"]
RELEASED_STUBS = "answer_key/stubs"  # in a release: its stubs as they were handed out


class CollectedCase(msgspec.Struct, frozen=True):
    """One case as pytest collected it. `weight` is what the points mark says; `timeout` in seconds."""

    id: str
    exercise: str
    check: str
    function: str
    title: str
    visibility: Visibility
    weight: float
    timeout: float
    device: str | None


class Collection(msgspec.Struct, frozen=True):
    """All cases of a course, and the devices that they run on.

    `problems` tells why some cases could not be collected, `absent` why a device that was asked for is not there,
    `notes` what `grade doctor` has to say of the launcher's start.
    """

    cases: tuple[CollectedCase, ...]
    problems: tuple[str, ...] = ()
    devices: tuple[str, ...] = ("cpu",)
    absent: dict[str, str] = {}
    notes: tuple[str, ...] = ()


class Subject(msgspec.Struct, frozen=True):
    """What a worker runs on: files by name.

    The files of `base` stand in for definitions that they lack, but for those named in `own`. `memory` is a limit
    in bytes. is_followed: whether its calls are followed line by line, which takes longer.
    """

    files: dict[str, bytes]
    seed: int
    base: dict[str, bytes] = {}
    own: tuple[str, ...] = ()
    memory: int | None = None
    is_followed: bool = False


class Start(msgspec.Struct, frozen=True, tag="start"):
    """To the launcher: fork a worker; its command, frame and output descriptors come with the message.

    `memory` is a limit in bytes for all its processes together.
    """

    worker: int
    memory: int | None = None


class Branch(msgspec.Struct, frozen=True, tag="branch"):
    """To the launcher: fork another launcher, for our own code; the socket that drives it comes with the message."""


class Kill(msgspec.Struct, frozen=True, tag="kill"):
    """To the launcher: end a worker and all that it started."""

    worker: int


class Watch(msgspec.Struct, frozen=True, tag="watch"):
    """To the launcher: end a worker that uses more than `seconds` of processor time from now on."""

    worker: int
    seconds: float


class Measure(msgspec.Struct, frozen=True, tag="measure"):
    """To the launcher: tell what a worker has used, and watch its time no more."""

    worker: int


class Usage(msgspec.Struct, frozen=True):
    """What a worker has used since it was forked, in seconds.

    processor: of it and all that it started. waited: in which they could have run and did not. own: of the processor,
    by the thread that runs the checks.
    """

    processor: float = 0.0
    waited: float = 0.0
    own: float = 0.0


class Measured(msgspec.Struct, frozen=True, tag="measured"):
    """From the launcher: what a worker has used."""

    worker: int
    usage: Usage


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """From the launcher: a worker's process is gone.

    `status` is its exit code, or minus the signal that ended it; `note` says why the launcher ended it, if it did, and
    `is_late` that it was for its time.
    """

    worker: int
    status: int
    note: str = ""
    is_late: bool = False
    usage: Usage = Usage()


class Extent(StrEnum):
    """How much of a file is run when it is imported: all of it, or what only defines something."""

    WHOLE = "whole"
    DEFINITIONS = "definitions"


class ImportExercise(msgspec.Struct, frozen=True, tag="import"):
    """To a worker: import the file of an exercise, but for the statements at some lines."""

    nonce: bytes
    exercise: str
    extent: Extent = Extent.WHOLE
    but_for: tuple[int, ...] = ()


class RunCase(msgspec.Struct, frozen=True, tag="run"):
    """To a worker: run one case."""

    nonce: bytes
    case: str


class Exchange(msgspec.Struct, frozen=True, tag="exchange"):
    """To a worker that runs our own code: go on with another subject. Nothing answers."""

    subject: Subject


class ShowExpression(msgspec.Struct, frozen=True, tag="show"):
    """To a worker: run an expression with the names of some exercises that it imported, and tell what it came to."""

    nonce: bytes
    expression: str
    exercises: tuple[str, ...] = ()


Command = ImportExercise | RunCase | ShowExpression | Exchange
Request = Start | Branch | Kill | Watch | Measure
Report = Measured | Ended


def line(message: msgspec.Struct) -> bytes:
    """Write a message as one line."""
    return msgspec.json.encode(message) + b"\n"
