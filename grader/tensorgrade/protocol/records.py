"""The words in which a worker tells what it saw, and in which the judge reads it.

A worker encodes what a check observed as these structures; the trusted process decodes them, validated, into
the same structures. Numbers of a tensor travel beside the structure (protocol.frames); a tensor names its array by key.
Bounds that one field can have by itself stand in its type and hold once it is decoded; what the fields of a value have
to be together says its `refusal`; protocol.border holds the rest. Nothing here holds an expected answer and nothing
here judges.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from tensorgrade.protocol.attributes import Attribute, attributes_of
from tensorgrade.protocol.endings import EndingKind, Facts
from tensorgrade.protocol.source_faults import SourceFault
from tensorgrade.protocol.torch_names import device_name, no_device, no_dtype
from tensorgrade.text import plain

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
LEFT_OUT_LIMIT = 20
VARIABLES_LIMIT = 100
ARGUMENTS_LIMIT = 20
SECONDS_LIMIT = 86_400.0
CUT = len("...")  # what tensorgrade.text.plain adds to a text that it cut
NOT_ASKED = "numbers were not asked for"
FOLDS = 4_096  # the means that stand for the numbers of a tensor that is too large to be sent

Text = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT + CUT)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LIMIT + CUT)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Sizes = Annotated[tuple[Size, ...], msgspec.Meta(max_length=DIMENSIONS_LIMIT)]
Line = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Room = Annotated[float, msgspec.Meta(ge=0, le=sys.float_info.max)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=SECONDS_LIMIT)]
Bases = Annotated[tuple[Name, ...], msgspec.Meta(max_length=BASES_LIMIT)]


class Held(msgspec.Struct, frozen=True, tag_field="kind"):
    """What all kinds of values have; a kind says what is different with it."""

    @property
    def parts(self) -> tuple[Value, ...]:
        """The values that it holds."""
        return ()

    @property
    def gap(self) -> str:
        """What of it is not recorded, so that nobody can be graded by it; empty where all is."""
        return ""

    def refusal(self) -> str:
        """Say why its fields cannot be together; empty where they can."""
        return ""


class Place(msgspec.Struct, frozen=True):
    """A line of the student's file."""

    file: Text
    line: Line
    function: Text
    code: Text


SHAPE = Attribute("shape", read=lambda tensor: tuple(tensor.shape))
DTYPE = Attribute("dtype", read=lambda tensor: str(tensor.dtype), refusal=lambda tensor: no_dtype(tensor.dtype))
DEVICE = Attribute(
    "device", read=lambda tensor: device_name(tensor.device), refusal=lambda tensor: no_device(tensor.device)
)
STRIDES = Attribute(
    "layout",
    read=lambda tensor: tuple(tensor.stride()),
    refusal=lambda tensor: "" if len(tensor.strides) == len(tensor.shape) else OTHER_STRIDES,
    words="strides {}",
    option=False,
)
OTHER_STRIDES = "a tensor has another number of strides than of dimensions"
REQUIRES_GRAD = Attribute("graph", read=lambda tensor: tensor.requires_grad, words="requires_grad={}", option=True)


class TensorValue(Held, frozen=True, tag="tensor"):
    """A torch.Tensor, with the attributes by which it is compared, in the order in which they are.

    `values` is the key of its array, or None when its numbers were not recorded; `note` says why. `folds` is the key of
    what stands for the numbers of one that is too large: FOLDS means of what lies side by side, each number with a
    weight of its own, and after them the same means of the sizes of the numbers. `made`: the student's line that made
    it, for one that lies on the CPU in a case on another device.
    """

    shape: Annotated[Sizes, SHAPE]
    dtype: Annotated[Name, DTYPE]
    device: Annotated[Name, DEVICE]
    strides: Annotated[Sizes, STRIDES]
    values: Name | None
    requires_grad: Annotated[bool, REQUIRES_GRAD]
    note: Text = ""
    folds: Name | None = None
    made: Place | None = None

    def refusal(self) -> str:
        """Ask each attribute."""
        if self.values is not None and self.folds is not None:
            return "a tensor has its numbers twice"
        return next(filter(None, (attribute.refusal(self) for attribute in ATTRIBUTES.values())), "")

    @property
    def gap(self) -> str:
        """The note on its numbers, where they were asked for."""
        return "" if self.note == NOT_ASKED else self.note


class FlagValue(Held, frozen=True, tag="flag"):
    """A bool."""

    value: bool


class NumberValue(Held, frozen=True, tag="number"):
    """A Python number. `text` is a decimal integer, or what float.hex() gives (also inf, -inf, nan)."""

    type: Literal["int", "float"]
    text: Name

    @property
    def number(self) -> int | float:
        """The number itself."""
        return float.fromhex(self.text) if self.type == "float" else int(self.text)

    def refusal(self) -> str:
        """Let the text of a number be the one that a worker writes for it."""
        try:
            number: float | None = self.number
        except (ValueError, OverflowError):
            number = None
        text = number.hex() if isinstance(number, float) else str(number)
        is_too_long = isinstance(number, int) and number.bit_length() > INTEGER_BITS
        return f"{plain(self.text, 40)} is no number of type {self.type}" if text != self.text or is_too_long else ""


class ComplexValue(Held, frozen=True, tag="complex"):
    """A complex number, as its two parts."""

    real: NumberValue
    imaginary: NumberValue

    def refusal(self) -> str:
        """Let both be floats."""
        if not self.real.type == self.imaginary.type == "float":
            return "a part of a complex number is no float"
        return self.real.refusal() or self.imaginary.refusal()


class TextValue(Held, frozen=True, tag="text"):
    """A str; of one that is longer than a text may be, its beginning and a digest of all of it."""

    text: Text
    digest: Text = ""


class NoneValue(Held, frozen=True, tag="none"):
    """None."""


class SequenceValue(Held, frozen=True, tag="sequence"):
    """Items one after the other: those of a set in an order of their own, of a generator the first ones.

    is_cut: a generator has more than these.
    """

    type: Literal["list", "tuple", "set", "frozenset", "generator"]
    items: tuple[Value, ...]
    is_cut: bool = False

    @property
    def parts(self) -> tuple[Value, ...]:
        """Its items."""
        return self.items


class MappingValue(Held, frozen=True, tag="mapping"):
    """A dict; each key as Python would write it, and no two alike."""

    items: tuple[tuple[Text, Value], ...]

    @property
    def parts(self) -> tuple[Value, ...]:
        """What its keys stand for."""
        return tuple(item for _, item in self.items)

    @property
    def gap(self) -> str:
        """A key that is told by its type alone."""
        key = next((key for key, _ in self.items if key.startswith("<")), "")
        return f"a key of a dict is told by its type alone, {key}" if key else ""

    def refusal(self) -> str:
        """Let no key be there twice."""
        return "" if len(dict(self.items)) == len(self.items) else "a dict has the same key twice"


class ArrayValue(Held, frozen=True, tag="array"):
    """A NumPy array or one number of NumPy's; what it holds is recorded as the tensor of the same numbers."""

    type: Name
    numbers: TensorValue

    @property
    def parts(self) -> tuple[Value, ...]:
        """The tensor."""
        return (self.numbers,)


class ObjectValue(Held, frozen=True, tag="object"):
    """What is recorded by parts that have names: the fields of a dataclass, a sparse tensor, bytes."""

    type: Name
    fields: tuple[tuple[Name, Value], ...]

    @property
    def parts(self) -> tuple[Value, ...]:
        """What its fields hold."""
        return tuple(item for _, item in self.fields)

    def refusal(self) -> str:
        """Let no field be there twice."""
        return "" if len(dict(self.fields)) == len(self.fields) else "an object has the same field twice"


class TorchValue(Held, frozen=True, tag="torch"):
    """A torch.device or torch.dtype, as text."""

    type: Literal["torch.device", "torch.dtype"]
    text: Name

    def refusal(self) -> str:
        """Let the name be one of torch."""
        return no_dtype(self.text) if self.type == "torch.dtype" else no_device(self.text)


class ModuleValue(Held, frozen=True, tag="module"):
    """An nn.Module: the type of each child, and shape, dtype and requires_grad of each parameter and buffer."""

    type: Name
    children: Annotated[tuple[tuple[Text, Name], ...], msgspec.Meta(max_length=ITEMS_LIMIT)]
    parameters: Annotated[tuple[tuple[Text, Sizes, Name, bool], ...], msgspec.Meta(max_length=ITEMS_LIMIT)]

    def refusal(self) -> str:
        """Let each dtype be one of torch."""
        return next(filter(None, (no_dtype(dtype) for _, _, dtype, _ in self.parameters)), "")


class RaisedValue(Held, frozen=True, tag="raised"):
    """The exception that a block raised: its class and bases, nearest first, and its message.

    No bases: none was raised.
    """

    bases: Bases
    message: Text


class OtherValue(Held, frozen=True, tag="other"):
    """Anything else: only its type is told, and no check can be graded by it."""

    type: Name
    note: Text = ""

    @property
    def gap(self) -> str:
        """The note, or that there is nothing to say."""
        return self.note or f"what {self.type} holds is not recorded"


Value = (
    TensorValue
    | FlagValue
    | NumberValue
    | ComplexValue
    | TextValue
    | NoneValue
    | SequenceValue
    | MappingValue
    | ArrayValue
    | ObjectValue
    | TorchValue
    | ModuleValue
    | RaisedValue
    | OtherValue
)


# The attributes of a tensor by field; the options of `observe` that switch one, each with what holds without it; and
# those that are compared where a check says nothing.
ATTRIBUTES = attributes_of(TensorValue)
OPTIONS = {each.name: each.option for each in ATTRIBUTES.values() if each.option is not None}
COMPARED = tuple(name for name, is_compared in OPTIONS.items() if is_compared)


class Observation(msgspec.Struct, frozen=True):
    """One named thing that a check saw.

    `suspect` is the diagnosis that a difference here points to, if the author of the check named one.
    `rtol` and `atol` replace the table's tolerances; `at_least` accepts any finite number down to this much below the
    reference's. `compared` are those attributes of tensors that are compared here and need not be. `call` is the call
    that went before; `argument` is the argument of it that was looked at, where that was one. `is_advice`: the contract
    leaves open what is seen here; a difference costs nothing and is told as a note, under the name of the suspect.
    """

    name: Text
    value: Value
    call: Text = ""
    suspect: Name | None = None
    rtol: Room | None = None
    atol: Room | None = None
    at_least: Room | None = None
    compared: Annotated[tuple[Name, ...], msgspec.Meta(max_length=len(OPTIONS))] = COMPARED
    argument: Text = ""
    is_advice: bool = False


class Failure(msgspec.Struct, frozen=True):
    """An exception as the student should see it; `places` are the student's own frames, outermost first.

    `made`: where the operation that failed had operands on two devices, the student's line that made the CPU's.
    """

    type: Name
    bases: Bases
    message: Text
    places: Annotated[tuple[Place, ...], msgspec.Meta(max_length=PLACES_LIMIT)] = ()
    made: Place | None = None


USED_UP = "the time that all checks of a submission may take together was used up before this one began"


class Reason(StrEnum):
    """Why a line at the left margin is left out: it raised, it was cut off, or it was not run at all."""

    RAISED = "raised"
    TOO_LONG = "too-long"
    NOT_RUN = "not-run"


class LeftOut(msgspec.Struct, frozen=True):
    """A statement at the left margin of a file of which not all was run when the file was imported.

    `note`: how the process ended that ran it, where it did.
    """

    place: Place
    reason: Reason
    failure: Failure | None = None
    note: Text = ""


class Ending(msgspec.Struct, frozen=True):
    """How a case ended. `note` is one plain sentence or fragment for those kinds that have no exception.

    `line`: the line at the left margin because of which the file lacks what the case needs. `fault`: what makes the
    file one that Python cannot read, where that is known. `stopped_at`: the student's line at which the time was up.
    """

    kind: EndingKind
    failure: Failure | None = None
    note: Text = ""
    line: LeftOut | None = None
    fault: SourceFault | None = None
    stopped_at: Place | None = None

    @property
    def facts(self) -> Facts:
        """What follows from its kind, whether a member or its name says that."""
        return EndingKind(self.kind).facts


class Variable(msgspec.Struct, frozen=True):
    """What a variable of the student's was after a line, the last time that the line ran; `words` say it.

    name: RETURNED for what the line gave back. dtype, device, requires_grad: of a tensor.
    """

    line: Line
    name: Text
    words: Text
    dtype: Text = ""
    device: Text = ""
    requires_grad: bool = False


RETURNED = "return"


class Walk(msgspec.Struct, frozen=True):
    """One call of the student's code, followed line by line: what each variable was, in the order of the lines run.

    `arguments`: what was given, by parameter, as Python writes it; empty text for what cannot be written.
    """

    call: Text
    variables: Annotated[tuple[Variable, ...], msgspec.Meta(max_length=VARIABLES_LIMIT)] = ()
    arguments: Annotated[tuple[tuple[Text, Text], ...], msgspec.Meta(max_length=ARGUMENTS_LIMIT)] = ()


class CaseRecord(msgspec.Struct, frozen=True):
    """All that one case left.

    Observations in order, how it ended, which calls it made, which global state stayed changed; and its calls line by
    line, where that was asked for.
    """

    case: Text
    ending: Ending
    observations: Annotated[tuple[Observation, ...], msgspec.Meta(max_length=OBSERVATIONS_PER_CASE)] = ()
    calls: Annotated[tuple[Text, ...], msgspec.Meta(max_length=CALLS_PER_CASE)] = ()
    state_changes: Annotated[tuple[Text, ...], msgspec.Meta(max_length=STATE_CHANGES_LIMIT)] = ()
    seconds: Seconds = 0.0
    walks: Annotated[tuple[Walk, ...], msgspec.Meta(max_length=CALLS_PER_CASE)] = ()


class ImportRecord(msgspec.Struct, frozen=True):
    """What came of importing the file of one exercise; the ending is `completed` when it imported.

    left_out: the lines of it that were left out, in order.
    """

    exercise: Text
    ending: Ending
    left_out: Annotated[tuple[LeftOut, ...], msgspec.Meta(max_length=LEFT_OUT_LIMIT)] = ()
