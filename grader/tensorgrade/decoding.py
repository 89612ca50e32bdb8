"""JSON read as a type, from any thread.

msgspec learns what a struct looks like when it is first used, and the process crashes where two threads do that at the
same time. So what reads a type is made here, one at a time, and kept.
"""

from __future__ import annotations

import threading
from types import UnionType
from typing import Any, TypeVar, cast

import msgspec

Kind = TypeVar("Kind")
LOCK = threading.Lock()
DECODERS: dict[object, msgspec.json.Decoder[Any]] = {}


def read_json(content: bytes | str, kind: type[Kind] | UnionType) -> Kind:
    """Read a document as a struct, or as a type that holds some. Raises msgspec.MsgspecError where it does not fit."""
    with LOCK:
        if kind not in DECODERS:
            DECODERS[kind] = msgspec.json.Decoder(kind)
    return cast(Kind, DECODERS[kind].decode(content))
