"""Bounded frames: how a record and its arrays cross from a worker to the trusted process.

A frame is a fixed prefix (magic, nonce, length of the record, length of the arrays), the record as JSON, and the
arrays as one safetensors file. Both lengths are checked against their caps before anything is read, and both parts
are validated while they are decoded. A worker can write what it likes: reading it raises FrameError or gives plain
data.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Protocol, TypeVar

import msgspec
import numpy as np
import safetensors
import safetensors.numpy

from tensorgrade.decoding import read_json
from tensorgrade.text import plain

MAGIC = b"TGF1"
NONCE_BYTES = 16
RECORD_LIMIT = 1 << 20
ARRAYS_LIMIT = 8 << 20
CUT_SHORT = "a frame is cut short"
PREFIX = struct.Struct(f"<4s{NONCE_BYTES}sII")

Record = TypeVar("Record")
Arrays = Mapping[str, np.ndarray]


class Readable(Protocol):
    """What frames are read from: a pipe, a file, one that is packed."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at its end."""


class FrameError(Exception):
    """A frame that is malformed, too large or cut short."""


def encode(nonce: bytes, record: object, arrays: Arrays) -> bytes:
    """Return one frame. Raises FrameError when a part is over its cap."""
    body = msgspec.json.encode(record)
    blob = safetensors.numpy.save(dict(arrays)) if arrays else b""
    if len(body) > RECORD_LIMIT or len(blob) > ARRAYS_LIMIT:
        raise FrameError("the observations of one case are too large")
    return PREFIX.pack(MAGIC, nonce, len(body), len(blob)) + body + blob


def read(stream: Readable) -> tuple[bytes, bytes, bytes] | None:
    """Read one frame as (nonce, record, arrays), undecoded; None at the end of the stream."""
    prefix = stream.read(PREFIX.size)
    if not prefix:
        return None
    if len(prefix) < PREFIX.size:
        raise FrameError(CUT_SHORT)
    nonce, body_size, blob_size = read_prefix(prefix)
    body = stream.read(body_size)
    blob = stream.read(blob_size)
    if len(body) < body_size or len(blob) < blob_size:
        raise FrameError(CUT_SHORT)
    return nonce, body, blob


def next_frame(came: bytearray) -> tuple[bytes, bytes, bytes] | None:
    """Take one frame off the beginning of what came so far; None while it is not all there. Raises FrameError."""
    if len(came) < PREFIX.size:
        return None
    nonce, body_size, blob_size = read_prefix(came[: PREFIX.size])
    begin, end = PREFIX.size + body_size, PREFIX.size + body_size + blob_size
    if len(came) < end:
        return None
    frame = nonce, bytes(came[PREFIX.size : begin]), bytes(came[begin:end])
    del came[:end]
    return frame


def read_prefix(prefix: bytes | bytearray) -> tuple[bytes, int, int]:
    """Read the nonce of a frame and the sizes of its two parts. Raises FrameError."""
    magic, nonce, body_size, blob_size = PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise FrameError("a frame does not begin with its mark")
    if body_size > RECORD_LIMIT or blob_size > ARRAYS_LIMIT:
        raise FrameError("a frame is larger than its cap")
    return nonce, body_size, blob_size


def decode(kind: type[Record], body: bytes, blob: bytes) -> tuple[Record, dict[str, np.ndarray]]:
    """Decode and validate the two parts of a frame. Raises FrameError on anything that does not fit."""
    try:
        record = read_json(body, kind)
        arrays = safetensors.numpy.load(blob) if blob else {}
    except (msgspec.MsgspecError, safetensors.SafetensorError, RecursionError, ValueError, KeyError) as error:
        raise FrameError(f"a frame cannot be decoded: {plain(str(error), 200)}") from error
    return record, arrays
