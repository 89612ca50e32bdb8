"""The values that a check observes, a struct a kind: a worker encodes them, the judge compares them.

Numbers of a tensor travel beside the structure (protocol.frames); a tensor names its array by key. The bounds of single
fields stand in their types (protocol.fields); what the fields of a value have to be together says its `refusal`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tensorgrade.protocol.attributes import Attribute, attributes_of
from tensorgrade.protocol.fields import ITEMS_LIMIT, Bases, Name, Place, Sizes, Text
from tensorgrade.protocol.torch_names import device_name, no_device, no_dtype
from tensorgrade.text import plain

DEPTH_LIMIT = 12
INTEGER_BITS = 1_000
NOT_ASKED = "numbers were not asked for"
FOLDS = 4_096  # the means that stand for the numbers of a tensor that is too large to be sent


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
        for refusal in REFUSALS:
            if told := refusal(self):
                return told
        return ""

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
REFUSALS = tuple(each.refusal for each in ATTRIBUTES.values() if each.refusal is not None)
OPTIONS = {each.name: each.option for each in ATTRIBUTES.values() if each.option is not None}
COMPARED = tuple(name for name, is_compared in OPTIONS.items() if is_compared)
