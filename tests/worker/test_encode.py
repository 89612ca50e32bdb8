"""What a check observed becomes plain, bounded data; only exact, known types are looked into."""

import math
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
import torch
from torch import nn

from tensorgrade.protocol.records import (
    ITEMS_LIMIT,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    OtherValue,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
)
from tensorgrade.protocol.torch_names import device_name
from tensorgrade.worker.encode import ELEMENTS_LIMIT, Encoder, key_text, type_name

Pair = namedtuple("Pair", "a b")


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
        (np.float64(0.5), NumberValue("float", "0x1.0000000000000p-1")), (np.ones(2), OtherValue("numpy.ndarray")),
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
    assert encoded(torch.ones(2), with_values=False).note == "numbers were not asked for"
    assert encoded(torch.ones(1).expand(2**40)).note == f"{2**40} elements are too many to record"
    assert encoded(torch.ones(2, device="meta")).values is None
    assert encoded(torch.ones(2).to_sparse()) == OtherValue("torch.Tensor", "layout torch.sparse_coo")
    encoder = Encoder()
    half = torch.zeros(ELEMENTS_LIMIT // 2 + 1)
    assert encoder.encode(half).values == "0"
    assert encoder.encode(half).note.endswith("too many to record")


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
    told = encoded({(1,): None, (2,): True, (3,): "x", "<tuple> (2)": 4})
    assert [key for key, _ in told.items] == ["'<tuple> (2)'", "<tuple>", "<tuple> (2)", "<tuple> (3)"]


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
    assert (key_text("a"), key_text(1), key_text((1,))) == ("'a'", "1", "<tuple>")
