"""What single fields of values and records may be: types, each with its bound, which holds once it is decoded."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec

ITEMS_LIMIT = 4_096
DIMENSIONS_LIMIT = 64  # NumPy has no more
TEXT_LIMIT = 4_000
NAME_LIMIT = 200
BASES_LIMIT = 16
SECONDS_LIMIT = 86_400.0
CUT = len("...")  # what tensorgrade.text.plain adds to a text that it cut

Text = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT + CUT)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LIMIT + CUT)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Sizes = Annotated[tuple[Size, ...], msgspec.Meta(max_length=DIMENSIONS_LIMIT)]
Line = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Room = Annotated[float, msgspec.Meta(ge=0, le=sys.float_info.max)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=SECONDS_LIMIT)]
Bases = Annotated[tuple[Name, ...], msgspec.Meta(max_length=BASES_LIMIT)]


class Place(msgspec.Struct, frozen=True):
    """A line of the student's file."""

    file: Text
    line: Line
    function: Text
    code: Text
