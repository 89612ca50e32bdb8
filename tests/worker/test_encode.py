"""What a check observed becomes plain, bounded data; only exact, known types are looked into."""

import dataclasses
import itertools
import math
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
import torch
from torch import nn

from tensorgrade.protocol.fields import ITEMS_LIMIT, TEXT_LIMIT
from tensorgrade.protocol.torch_names import device_name
from tensorgrade.protocol.values import (
    NOT_ASKED,
    ArrayValue,
    ComplexValue,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    ObjectValue,
    OtherValue,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
)
from tensorgrade.worker.encode import ELEMENTS_LIMIT, GENERATOR_ITEMS, Encoder
from tensorgrade.worker.folds import FOLDED_LIMIT
from tensorgrade.worker.plain_values import key_text, type_name

Pair = namedtuple("Pair", "a b")
ONE, TWO, REAL = NumberValue("int", "1"), NumberValue("int", "2"), NumberValue("float", (1.0).hex())


@dataclasses.dataclass
class Run:
    epochs: int
    losses: list


class Liar(torch.Tensor):
    def __eq__(self, other):
        return True


class Odd(list):
    def __len__(self):
        return 10**9

    def __iter__(self):
        raise RuntimeError("asked")


def encoded(value, **options):
    return Encoder().encode(value, **options)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, NoneValue()), (True, FlagValue(True)), (7, NumberValue("int", "7")),
        (0.5, NumberValue("float", "0x1.0000000000000p-1")), (math.inf, NumberValue("float", "inf")),
        ("text", TextValue("text")), (torch.float32, TorchValue("torch.dtype", "torch.float32")),
        (torch.device("cuda"), TorchValue("torch.device", "cuda:0")),
        ([1], SequenceValue("list", (NumberValue("int", "1"),))),
        (Pair(None, None), SequenceValue("tuple", (NoneValue(), NoneValue()))),
        (OrderedDict(b=None, a=None), MappingValue((("'a'", NoneValue()), ("'b'", NoneValue())))),
        (lambda: 1, OtherValue("function")),
        (np.float64(0.5), NumberValue("float", "0x1.0000000000000p-1")),
        (2 - 0.5j, ComplexValue(NumberValue("float", (2.0).hex()), NumberValue("float", (-0.5).hex()))),
        ({2, 1}, SequenceValue("set", (ONE, TWO))), (frozenset({1.0}), SequenceValue("frozenset", (REAL,))),
        ((x for x in [1, 2]), SequenceValue("generator", (ONE, TWO))),
        (Run(1, [2]), ObjectValue(f"{__name__}.Run", (("epochs", ONE), ("losses", SequenceValue("list", (TWO,)))))),
        (2**2000, OtherValue("int", "2001 bits are too many to record")),
    ],
)  # fmt: skip
def test_plain_values(value, told):
    assert encoded(value) == told


def test_a_tensor_with_its_numbers():
    encoder = Encoder()
    x = torch.arange(6.0).reshape(2, 3).t().requires_grad_()
    told = encoder.encode(x)
    assert told == TensorValue((3, 2), "torch.float32", "cpu", (1, 3), "0", True)
    assert encoder.arrays["0"].tolist() == [0, 3, 1, 4, 2, 5]


@pytest.mark.parametrize(
    ("tensor", "numbers"),
    [
        (torch.tensor(2.5), [2.5]),
        (torch.tensor([1.5], dtype=torch.bfloat16), [1.5]),
        (torch.tensor([1 + 2j]).conj(), [1, -2]),
        (torch.tensor([True, False]), [True, False]),
    ],
)
def test_numbers_of_all_dtypes(tensor, numbers):
    encoder = Encoder()
    encoder.encode(tensor)
    assert encoder.arrays["0"].tolist() == numbers


def test_numbers_that_stay_out():
    assert encoded(torch.ones(2), with_values=False).note == NOT_ASKED
    assert encoded(torch.ones(1).expand(2**40)).note == f"{2**40} elements are too many to record"
    assert encoded(np.broadcast_to(1.0, 2**40)).note == f"{2**40} elements are too many to record"
    assert encoded(torch.ones(2, device="meta")).values is None
    encoder = Encoder()
    assert encoder.encode(torch.zeros(ELEMENTS_LIMIT)).values == "0"
    assert encoder.encode(torch.zeros(2)).note == "2 elements are too many to record"


def test_the_numbers_of_a_large_tensor_are_folded():
    encoder = Encoder()
    half = torch.zeros(ELEMENTS_LIMIT // 2 + 1)
    assert encoder.encode(half).values == "0"
    told = encoder.encode(half)
    assert (told.values, told.folds, told.gap) == (None, "1", "")
    larger = FOLDED_LIMIT + 1
    assert encoder.encode(torch.ones(1).expand(larger)).gap == f"{larger} elements are too many to record"


@pytest.mark.parametrize("layout", [torch.sparse_coo, torch.sparse_csr])
def test_a_sparse_tensor_is_recorded_as_the_dense_one(layout):
    encoder, x = Encoder(), torch.tensor([[0.0, 3.0], [0.0, 0.0]], requires_grad=True)
    told = encoder.encode(x.to_sparse(layout=layout))
    fields = dict(told.fields)
    assert told.type == f"{layout} tensor"
    assert (fields["shape"], fields["requires_grad"]) == (TextValue("(2, 2)"), FlagValue(True))
    assert encoder.arrays[fields["dense"].values].tolist() == [0, 3, 0, 0]


def test_a_large_sparse_tensor_is_recorded_by_what_is_not_zero():
    encoder = Encoder()
    large = torch.sparse_coo_tensor([[5, 2, 5], [1, 0, 1]], [1.0, 0.0, 2.0], (10**6, 10**6))
    fields = dict(encoder.encode(large).fields)
    assert encoder.arrays[fields["indices"].values].tolist() == [5, 1]
    assert encoder.arrays[fields["values"].values].tolist() == [3]


@pytest.mark.parametrize(
    ("array", "dtype", "numbers"),
    [
        (np.array([[1, 2]], "int16"), "torch.int16", [1, 2]), (np.arange(3.0)[::-1], "torch.float64", [2, 1, 0]),
        (np.array([1.5], ">f4"), "torch.float32", [1.5]), (np.float32(0.5), "torch.float32", [0.5]),
        (np.bool_(True), "torch.bool", [True]), (np.array([1 + 2j]), "torch.complex128", [1, 2]),
    ],
)  # fmt: skip
def test_numbers_of_numpy(array, dtype, numbers):
    encoder = Encoder()
    told = encoder.encode(array)
    assert isinstance(told, ArrayValue) and told.type == type_name(type(array))
    assert (told.numbers.dtype, told.numbers.shape) == (dtype, array.shape)
    assert encoder.arrays[told.numbers.values].tolist() == numbers


@pytest.mark.parametrize(
    ("value", "gap"),
    [
        (np.array(["a"]), "numbers of <U1 are not recorded"), (np.array([None]), "numbers of object are not recorded"),
        (np.longdouble(1), f"numbers of {np.dtype(np.longdouble)} are not recorded"),
        (lambda: 1, "what function holds is not recorded"),
        ({torch.ones(1)}, "tensors in a set have no order to record them in"),
        ({Run: 1}, "a key of a dict is told by its type alone, <type>"), ({torch.float32: 1, (1, b"a"): 2}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_says_so(value, gap):
    assert encoded(value).gap == gap


def test_an_array_whose_numbers_do_not_travel():
    assert encoded(np.ones(1, "uint16")).numbers.gap == "numbers of torch.uint16 are not recorded"


def test_a_set_has_the_same_order_in_every_run():
    first, second = {1.5, -2, 10**300, "b", "a", (2, 1)}, {"a", (2, 1), "b", 10**300, 1.5, -2}
    assert encoded(first) == encoded(second)
    assert [item.text for item in encoded({3, math.inf, -1.5}).items] == [(-1.5).hex(), "3", "inf"]


def test_a_generator_gives_its_first_items():
    told = encoded(x for x in itertools.count())
    assert (len(told.items), told.is_cut) == (GENERATOR_ITEMS, True)
    assert not encoded(x for x in range(GENERATOR_ITEMS)).is_cut


def test_bytes_are_told_by_a_digest():
    one, other = encoded(b"a" * 1000), encoded(b"a" * 999 + b"b")
    assert one != other and one.fields[:2] == other.fields[:2]
    assert dict(encoded(bytearray(b"a\x00")).fields)["start"] == TextValue(r"a\x00")


def test_long_texts_that_begin_alike_are_told_apart():
    one, other = encoded("a" * TEXT_LIMIT + "b"), encoded("a" * TEXT_LIMIT + "c")
    assert one.text == other.text and one != other
    assert encoded("a" * TEXT_LIMIT).digest == ""


def test_a_dataclass_that_lacks_a_field():
    run = Run(1, [])
    del run.epochs
    assert encoded(run).gap == "a field is not there: 'Run' object has no attribute 'epochs'"


def test_subclasses_are_told_by_their_type():
    assert encoded(torch.ones(2).as_subclass(Liar)) == OtherValue(f"{__name__}.Liar")
    assert encoded(nn.Parameter(torch.ones(1))).shape == (1,)


def test_a_list_that_lies_is_not_asked():
    assert encoded(Odd([None])) == SequenceValue("list", (NoneValue(),))


def test_what_is_too_large_or_too_deep():
    assert encoded([0] * (ITEMS_LIMIT + 1)) == OtherValue("list", f"{ITEMS_LIMIT + 1} items are too many to record")
    assert encoded(dict.fromkeys(range(ITEMS_LIMIT + 1))).note.endswith("keys are too many to record")
    deep = []
    for _ in range(30):
        deep = [deep]
    told = encoded(deep)
    while isinstance(told, SequenceValue):
        (told,) = told.items
    assert told.note == "nested too deeply to record"


def test_the_items_of_all_values_of_a_case_are_counted_together():
    encoder = Encoder()
    assert isinstance(encoder.encode([0] * (ITEMS_LIMIT - 1)), SequenceValue)
    assert encoder.encode([0, 1]) == OtherValue("list", "2 items are too many to record")
    assert encoder.encode({"a": 0}) == MappingValue((("'a'", NumberValue("int", "0")),))
    assert encoder.encode({"a": 0}) == OtherValue("dict", "1 keys are too many to record")


def test_keys_that_look_alike_are_numbered():
    told = encoded({int: None, float: True, str: "x", "<type> (2)": 4})
    assert [key for key, _ in told.items] == ["'<type> (2)'", "<type>", "<type> (2)", "<type> (3)"]


def test_a_tensor_of_more_dimensions_than_numpy_has():
    assert encoded(torch.ones([1] * 64)).shape == (1,) * 64
    assert encoded(torch.ones([1] * 65)) == OtherValue(
        "torch.Tensor", "65 dimensions of torch.float32 are not recorded"
    )


def test_modules():
    told = encoded(nn.Sequential(nn.Linear(1, 2, bias=False)))
    assert told == ModuleValue(
        "torch.nn.modules.container.Sequential",
        (("0", "torch.nn.modules.linear.Linear"),),
        (("0.weight", (2, 1), "torch.float32", True),),
    )
    assert encoded(nn.Module.__new__(nn.Module)).note == "nn.Module.__init__ did not run"


def test_names():
    assert (device_name(torch.device("cpu")), device_name(torch.device("meta"))) == ("cpu", "meta")
    assert (type_name(int), type_name(nn.Linear)) == ("int", "torch.nn.modules.linear.Linear")
    assert type_name(type("", (), {"__module__": "builtins"})) == "a type without a name"
    assert (key_text("a"), key_text((1, b"a")), key_text(int)) == ("'a'", "(1, b'a')", "<type>")
