"""The words in which a worker tells what it saw, and in which the judge reads it.

A worker encodes what a check observed as these structures; the trusted process decodes them, validated, into
the same structures. Numbers of a tensor travel beside the structure (protocol.frames); a tensor names its array by key.
Bounds that one field can have by itself stand in its type and hold once it is decoded; protocol.border holds the rest.
Nothing here holds an expected answer and nothing here judges.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from tensorgrade.protocol.endings import EndingKind, Facts

OBSERVATIONS_PER_CASE = 64
CALLS_PER_CASE = 5
ITEMS_LIMIT = 4_096
DEPTH_LIMIT = 12
DIMENSIONS_LIMIT = 64  # NumPy has no more
TEXT_LIMIT = 4_000
NAME_LIMIT = 200
INTEGER_BITS = 1_000
PLACES_LIMIT = 6
BASES_LIMIT = 16
STATE_CHANGES_LIMIT = 16
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

# The dtypes of torch, and the NumPy dtype as which the numbers of each travel; None where they do not.
# Complex numbers travel as pairs.
NUMBERS_AS: Mapping[str, str | None] = {
    f"torch.{name}": travels
    for travels, names in (
        ("bool", "bool"),
        ("uint8", "uint8"),
        ("int8", "int8"),
        ("int16", "int16"),
        ("int32", "int32"),
        ("int64", "int64"),
        ("float32", "float32 float16 bfloat16 complex64"),
        ("float64", "float64 complex128"),
        (None, "uint16 uint32 uint64 int1 int2 int3 int4 int5 int6 int7 uint1 uint2 uint3 uint4 uint5 uint6 uint7"),
        (None, "float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu float4_e2m1fn_x2"),
        (None, "complex32 bcomplex32 qint8 quint8 qint32 quint2x4 quint4x2 bits8 bits16 bits1x8 bits2x4 bits4x2"),
    )
    for name in names.split()
}


class TensorValue(msgspec.Struct, frozen=True, tag_field="kind", tag="tensor"):
    """A torch.Tensor. `values` is the key of its array, or None when its numbers were not recorded.

    `made`: the student's line that made it, for one that lies on the CPU in a case on another device.
    """

    dtype: Name
    shape: Sizes
    device: Name
    requires_grad: bool
    strides: Sizes
    values: Name | None
    note: Text = ""
    made: Place | None = None


class NumberValue(msgspec.Struct, frozen=True, tag_field="kind", tag="number"):
    """A Python number. `text` is `True`, a decimal integer, or what float.hex() gives (also inf, -inf, nan)."""

    type: Literal["bool", "int", "float"]
    text: Name

    @property
    def number(self) -> bool | int | float:
        """The number itself."""
        if self.type == "float":
            return float.fromhex(self.text)
        return self.text == "True" if self.type == "bool" else int(self.text)


class TextValue(msgspec.Struct, frozen=True, tag_field="kind", tag="text"):
    """A str."""

    text: Text


class NoneValue(msgspec.Struct, frozen=True, tag_field="kind", tag="none"):
    """None."""


class SequenceValue(msgspec.Struct, frozen=True, tag_field="kind", tag="sequence"):
    """A list or a tuple."""

    type: Literal["list", "tuple"]
    items: tuple[Value, ...]


class MappingValue(msgspec.Struct, frozen=True, tag_field="kind", tag="mapping"):
    """A dict; each key as Python would write it, and no two alike."""

    items: tuple[tuple[Text, Value], ...]


class TorchValue(msgspec.Struct, frozen=True, tag_field="kind", tag="torch"):
    """A torch.device or torch.dtype, as text."""

    type: Literal["torch.device", "torch.dtype"]
    text: Name


class ModuleValue(msgspec.Struct, frozen=True, tag_field="kind", tag="module"):
    """An nn.Module: the type of each child, and shape, dtype and requires_grad of each parameter and buffer."""

    type: Name
    children: Annotated[tuple[tuple[Text, Name], ...], msgspec.Meta(max_length=ITEMS_LIMIT)]
    parameters: Annotated[tuple[tuple[Text, Sizes, Name, bool], ...], msgspec.Meta(max_length=ITEMS_LIMIT)]


class RaisedValue(msgspec.Struct, frozen=True, tag_field="kind", tag="raised"):
    """The exception that a block raised: its class and bases, nearest first, and its message.

    No bases: none was raised.
    """

    bases: Bases
    message: Text


class OtherValue(msgspec.Struct, frozen=True, tag_field="kind", tag="other"):
    """Anything else: only its type is told."""

    type: Name
    note: Text = ""


Value = (
    TensorValue
    | NumberValue
    | TextValue
    | NoneValue
    | SequenceValue
    | MappingValue
    | TorchValue
    | ModuleValue
    | RaisedValue
    | OtherValue
)


class Observation(msgspec.Struct, frozen=True):
    """One named thing that a check saw.

    `suspect` is the diagnosis that a difference here points to, if the author of the check named one.
    `rtol` and `atol` replace the table's tolerances; `at_least` accepts any finite number down to this much below the
    reference's. `layout` compares strides too; `graph` compares requires_grad. `call` is the call that went before.
    """

    name: Text
    value: Value
    call: Text = ""
    suspect: Name | None = None
    rtol: Room | None = None
    atol: Room | None = None
    at_least: Room | None = None
    layout: bool = False
    graph: bool = True


class Place(msgspec.Struct, frozen=True):
    """A line of the student's file."""

    file: Text
    line: Line
    function: Text
    code: Text


class Failure(msgspec.Struct, frozen=True):
    """An exception as the student should see it; `places` are the student's own frames, outermost first.

    `made`: where operands on two devices are the fault, the student's line that made the CPU's.
    """

    type: Name
    bases: Bases
    message: Text
    places: Annotated[tuple[Place, ...], msgspec.Meta(max_length=PLACES_LIMIT)] = ()
    made: Place | None = None


USED_UP = "the time that all checks of a submission may take together was used up before this one began"


class Ending(msgspec.Struct, frozen=True):
    """How a case ended. `note` is one plain sentence or fragment for those kinds that have no exception."""

    kind: EndingKind
    failure: Failure | None = None
    note: Text = ""

    @property
    def facts(self) -> Facts:
        """What follows from its kind, whether a member or its name says that."""
        return EndingKind(self.kind).facts


class CaseRecord(msgspec.Struct, frozen=True):
    """All that one case left.

    Observations in order, how it ended, which calls it made, which global state stayed changed.
    """

    case: Text
    ending: Ending
    observations: Annotated[tuple[Observation, ...], msgspec.Meta(max_length=OBSERVATIONS_PER_CASE)] = ()
    calls: Annotated[tuple[Text, ...], msgspec.Meta(max_length=CALLS_PER_CASE)] = ()
    state_changes: Annotated[tuple[Text, ...], msgspec.Meta(max_length=STATE_CHANGES_LIMIT)] = ()
    seconds: Seconds = 0.0


class ImportRecord(msgspec.Struct, frozen=True):
    """What came of importing the file of one exercise; the ending is `completed` when it imported."""

    exercise: Text
    ending: Ending
