"""The words in which a worker tells what it saw, and in which the judge reads it.

A worker encodes what a check observed as these structures; the trusted process decodes them, validated, into
the same structures. Numbers of a tensor travel beside the structure (grader.frames); a tensor names its array by key.
Nothing here holds an expected answer and nothing here judges.
"""

from __future__ import annotations

from typing import Literal

import msgspec

OBSERVATIONS_PER_CASE = 64
TEXT_LIMIT = 4_000


class TensorValue(msgspec.Struct, frozen=True, tag_field="kind", tag="tensor"):
    """A torch.Tensor. `values` is the key of its array, or None when its numbers were not recorded.

    `made`: the student's line that made it, for one that lies on the CPU in a case on another device.
    """

    dtype: str
    shape: tuple[int, ...]
    device: str
    requires_grad: bool
    strides: tuple[int, ...]
    values: str | None
    note: str = ""
    made: Place | None = None


class NumberValue(msgspec.Struct, frozen=True, tag_field="kind", tag="number"):
    """A Python number. `text` is `True`, a decimal integer, or what float.hex() gives (also inf, -inf, nan)."""

    type: Literal["bool", "int", "float"]
    text: str


class TextValue(msgspec.Struct, frozen=True, tag_field="kind", tag="text"):
    """A str."""

    text: str


class NoneValue(msgspec.Struct, frozen=True, tag_field="kind", tag="none"):
    """None."""


class SequenceValue(msgspec.Struct, frozen=True, tag_field="kind", tag="sequence"):
    """A list or a tuple."""

    type: Literal["list", "tuple"]
    items: tuple[Value, ...]


class MappingValue(msgspec.Struct, frozen=True, tag_field="kind", tag="mapping"):
    """A dict; each key as Python would write it."""

    items: tuple[tuple[str, Value], ...]


class TorchValue(msgspec.Struct, frozen=True, tag_field="kind", tag="torch"):
    """A torch.device or torch.dtype, as text."""

    type: Literal["torch.device", "torch.dtype"]
    text: str


class ModuleValue(msgspec.Struct, frozen=True, tag_field="kind", tag="module"):
    """An nn.Module: the type of each child, and shape, dtype and requires_grad of each parameter and buffer."""

    type: str
    children: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, tuple[int, ...], str, bool], ...]


class RaisedValue(msgspec.Struct, frozen=True, tag_field="kind", tag="raised"):
    """The exception that a block raised: its class and bases, nearest first, and its message.

    No bases: none was raised.
    """

    bases: tuple[str, ...]
    message: str


class OtherValue(msgspec.Struct, frozen=True, tag_field="kind", tag="other"):
    """Anything else: only its type is told."""

    type: str
    note: str = ""


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
    `rtol` and `atol` replace the table's tolerances; `at_least` accepts any number down to this much below the
    reference's. `layout` compares strides too; `graph` compares requires_grad. `call` is the call that went before.
    """

    name: str
    value: Value
    call: str = ""
    suspect: str | None = None
    rtol: float | None = None
    atol: float | None = None
    at_least: float | None = None
    layout: bool = False
    graph: bool = True


class Place(msgspec.Struct, frozen=True):
    """A line of the student's file."""

    file: str
    line: int
    function: str
    code: str


class Failure(msgspec.Struct, frozen=True):
    """An exception as the student should see it; `places` are the student's own frames, outermost first.

    `made`: where operands on two devices are the fault, the student's line that made the CPU's.
    """

    type: str
    bases: tuple[str, ...]
    message: str
    places: tuple[Place, ...] = ()
    made: Place | None = None


EndingKind = Literal[
    "completed",
    "raised",
    "not-attempted",
    "missing-definition",
    "wrong-signature",
    "syntax-error",
    "import-failed",
    "timed-out",
    "crashed",
    "out-of-memory",
    "too-much-output",
    "unreadable",
]


class Ending(msgspec.Struct, frozen=True):
    """How a case ended. `note` is one plain sentence or fragment for those kinds that have no exception."""

    kind: EndingKind
    failure: Failure | None = None
    note: str = ""


class CaseRecord(msgspec.Struct, frozen=True):
    """All that one case left.

    Observations in order, how it ended, which calls it made, which global state stayed changed.
    """

    case: str
    ending: Ending
    observations: tuple[Observation, ...] = ()
    calls: tuple[str, ...] = ()
    state_changes: tuple[str, ...] = ()
    seconds: float = 0.0


class ImportRecord(msgspec.Struct, frozen=True):
    """What came of importing the file of one exercise; the ending is `completed` when it imported."""

    exercise: str
    ending: Ending
