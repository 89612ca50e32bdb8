"""The first attribute in which an observation differs, and by how much."""

import math
import tracemalloc
import warnings

import msgspec
import numpy as np
import pytest
from symptoms import tensor

from tensorgrade.judgement.compare.arrays import CHUNK, difference_of, distinct_digits
from tensorgrade.judgement.compare.comparison import Seen, compare, types_told_apart
from tensorgrade.judgement.tolerances import EXACT, Tolerance
from tensorgrade.judgement.wording import path_told
from tensorgrade.protocol.records import Observation
from tensorgrade.protocol.values import (
    ArrayValue,
    ComplexValue,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    ObjectValue,
    OtherValue,
    RaisedValue,
    SequenceValue,
    TextValue,
    TorchValue,
)
from tensorgrade.worker.folds import folds_of

INT, FLOAT, REAL = NumberValue("int", "3"), NumberValue("float", (0.5).hex()), NumberValue("float", (1.0).hex())
OTHERWISE = "goes on in another way behind all that is kept of it"
A, B = TextValue("a"), TextValue("b")


def seen(value, device="cpu", **options):
    value, array = value if isinstance(value, tuple) else (value, None)
    return Seen(Observation("result", value, **options), {} if array is None else {"0": array.reshape(-1)}, device)


def mismatch(expected, actual, **options):
    found = compare(seen(expected, **options), seen(actual))
    return found and (found.attribute, found.expected, found.actual, path_told(found.path))


@pytest.mark.parametrize(
    ("expected", "actual", "told"),
    [
        (tensor([1.0]), tensor([[1.0]]), ("shape", "(1,)", "(1, 1)", "")),
        (tensor([1.0]), tensor([[1.0]], "torch.float64"), ("shape", "(1,)", "(1, 1)", "")),
        (tensor([1.0]), tensor([2.0], "torch.float64"), ("dtype", "torch.float32", "torch.float64", "")),
        (tensor([1.0]), tensor([2.0], device="sim:0"), ("device", "cpu", "sim:0", "")),
        (tensor([1.0]), tensor([2.0], requires_grad=True), ("values", "1", "2", "")),
        (tensor([1.0]), tensor([1.0], requires_grad=True), ("graph", "requires_grad=False", "requires_grad=True", "")),
        (tensor([1.0]), tensor([math.inf]), ("non-finite", "1", "inf", "")),
        (tensor([math.inf]), tensor([math.nan]), ("values", "inf", "nan", "")),
        (tensor([math.inf, 0.0]), tensor([math.inf, math.nan]), ("non-finite", "0", "nan", "")),
        (tensor([1.0]), NoneValue(), ("type", "torch.Tensor", "None", "")),
        (INT, NumberValue("int", "4"), ("values", "3", "4", "")),
        (INT, NumberValue("float", "0x1.8p1"), ("type", "int", "float", "")),
        (FLOAT, NumberValue("float", "nan"), ("non-finite", "0.5", "nan", "")),
        (FLOAT, NumberValue("float", "-inf"), ("non-finite", "0.5", "-inf", "")),
        (FLOAT, NumberValue("float", (1e308).hex()), ("values", "0.5", "1e+308", "")),
        (A, B, ("values", '"a"', '"b"', "")),
        (TorchValue("torch.dtype", "x"), TorchValue("torch.device", "x"), ("type", "torch.dtype", "torch.device", "")),
        (OtherValue("set"), OtherValue("frozenset"), ("type", "set", "frozenset", "")),
        (OtherValue("set"), NoneValue(), ("type", "set", "None", "")),
        (
            SequenceValue("list", ()),
            OtherValue("list", "9 items are too many to record"),
            ("type", "list", "list (9 items are too many to record)", ""),
        ),
        (ComplexValue(FLOAT, FLOAT), ComplexValue(FLOAT, REAL), ("values", "0.5", "1", ".imag")),
        (ComplexValue(FLOAT, FLOAT), FLOAT, ("type", "complex", "float", "")),
        (TextValue("a", "1"), TextValue("a", "2"), ("values", f"a text that {OTHERWISE}", f"one that {OTHERWISE}", "")),
        (SequenceValue("set", (A,)), SequenceValue("list", (A,)), ("type", "set", "list", "")),
        (SequenceValue("set", (A,)), SequenceValue("set", (B,)), ("values", 'a set with "a"', 'a set with "b"', "")),
        (
            SequenceValue("generator", (A,)),
            SequenceValue("generator", (A,), is_cut=True),
            ("structure", "a generator of 1", "a generator of more than 1", ""),
        ),
        (ObjectValue("a.Run", (("x", A),)), ObjectValue("b.Run", (("x", B),)), ("values", '"a"', '"b"', ".x")),
        (ObjectValue("a.Run", (("x", A),)), ObjectValue("a.Runs", (("x", A),)), ("type", "Run", "Runs", "")),
        (ObjectValue("a.Run", (("x", A),)), ObjectValue("a.Run", ()), ("structure", "parts x", "parts none", "")),
        (SequenceValue("list", (A,)), SequenceValue("tuple", (A,)), ("type", "list", "tuple", "")),
        (SequenceValue("list", (A,)), SequenceValue("list", (A, A)), ("structure", "a list of 1", "a list of 2", "")),
        (SequenceValue("list", (A, A)), SequenceValue("list", (A, B)), ("values", '"a"', '"b"', "[1]")),
        (MappingValue((("'x'", A),)), MappingValue(()), ("structure", "keys 'x'", "keys none", "")),
        (
            MappingValue((("'x'", SequenceValue("list", (A,))),)),
            MappingValue((("'x'", SequenceValue("list", (B,))),)),
            ("values", '"a"', '"b"', "['x'][0]"),
        ),
        (RaisedValue(("builtins.OSError",), ""), RaisedValue((), ""), ("exception", "OSError", "no exception", "")),
        (RaisedValue((), ""), RaisedValue(("a.Error",), "x"), ("exception", "no exception", "Error", "")),
        (RaisedValue((), ""), A, ("type", "an exception", "str", "")),
        (
            ModuleValue("m.Net", (("a", "Linear"),), ()),
            ModuleValue("m.Net", (), ()),
            ("structure", "children a: Linear", "no such children", ""),
        ),
    ],
)  # fmt: skip
def test_the_first_cause_is_told(expected, actual, told):
    assert mismatch(expected, actual) == told


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (tensor([1.0, math.nan, math.inf]), tensor([1.0 + 1e-5, math.nan, math.inf])),
        (tensor([], "torch.float32"), tensor([], "torch.float32")),
        (tensor(None), tensor(7.0)),
        (FLOAT, NumberValue("float", (0.5 + 1e-6).hex())),
        (RaisedValue(("builtins.ValueError",), "x"), RaisedValue(("my.Error", "builtins.ValueError"), "y")),
        (NoneValue(), NoneValue()),
        (ModuleValue("a.Net", (), ()), ModuleValue("b.Net", (), ())),
        (ObjectValue("a.Run", (("x", FLOAT),)), ObjectValue("b.Run", (("x", FLOAT),))),
        (ComplexValue(FLOAT, FLOAT), ComplexValue(FLOAT, NumberValue("float", (0.5 + 1e-6).hex()))),
    ],
)
def test_what_agrees(expected, actual):
    assert mismatch(expected, actual) is None


def test_strides_count_where_they_are_asked_for():
    one, other = tensor([[1.0, 2.0]], strides=(2, 1)), tensor([[1.0, 2.0]], strides=(1, 1))
    assert mismatch(one, other) is None
    assert mismatch(one, other, compared=("layout",)) == ("layout", "strides (2, 1)", "strides (1, 1)", "")


def test_the_graph_does_not_count_where_it_is_not_asked_for():
    assert mismatch(tensor([1.0]), tensor([1.0], requires_grad=True), compared=()) is None


def test_an_accuracy_may_be_better_or_a_little_worse():
    for actual, told in ((0.3, ("values", "at least 0.35", "0.3", "")), (0.36, None), (0.9, None), (1e308, None)):
        assert mismatch(FLOAT, NumberValue("float", actual.hex()), at_least=0.15) == told


@pytest.mark.parametrize("actual", [math.inf, -math.inf, math.nan])
def test_an_accuracy_that_is_not_finite_is_no_evidence(actual):
    told = ("values", "at least 0.35", f"{actual}", "")
    assert mismatch(FLOAT, NumberValue("float", actual.hex()), at_least=0.15) == told


def test_numbers_that_were_not_recorded_are_no_right_answer():
    found = compare(seen(tensor([1.0])), seen(tensor(None, strides=(1,))))
    assert found is not None and found.attribute == "shape"
    expected, (bare, _) = tensor(1.0), tensor(None)
    found = compare(seen(expected), Seen(Observation("result", bare), {}))
    assert (found.attribute, found.actual) == ("values", "no numbers")


def test_the_greatest_difference_its_place_and_the_count():
    expected, actual = np.array([[1.0, 2.0], [3.0, 4.0]], np.float32), np.array([[1.0, 2.5], [3.0, 9.0]], np.float32)
    found = difference_of(expected, actual, (2, 2), Tolerance(1e-3, 0))
    assert (found.greatest, found.index, found.expected, found.actual) == (5.0, (1, 1), 4.0, 9.0)
    assert (found.count, found.total) == (2, 4)


def test_integers_and_flags_are_compared_exactly():
    one, other = np.array([2**53, 1], np.int64), np.array([2**53 + 1, 1], np.int64)
    assert difference_of(one, other, (2,), Tolerance(1, 1)).count == 1
    assert difference_of(np.array([True]), np.array([False]), (1,), EXACT).greatest == 1.0


def test_nan_and_infinity_are_worst():
    found = difference_of(np.array([1.0, 1.0]), np.array([9.0, math.nan]), (2,), EXACT)
    assert found.index == (1,) and math.isnan(found.actual)
    assert difference_of(np.array([math.inf]), np.array([-math.inf]), (1,), EXACT).count == 1


def test_a_check_s_own_tolerance_wins():
    assert mismatch(tensor([1.0]), tensor([1.1])) is not None
    assert mismatch(tensor([1.0]), tensor([1.1]), rtol=0.2) is None


@pytest.mark.parametrize(
    ("expected", "actual", "greatest"),
    [
        ([1e308, 1.0], [-1e308, 1.0], math.inf),
        ([5e-324, 1.0], [1e308, 1.0], 1e308),
        ([1.0, 1.0], [math.inf, 1.0], math.inf),
        ([1.0, 1.0], [math.nan, 1.0], math.nan),
        ([math.inf, 1.0], [-math.inf, 1.0], math.inf),
    ],
)
def test_numbers_at_the_ends_of_a_float_are_arithmetic(expected, actual, greatest):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = difference_of(np.array(expected), np.array(actual), (2,), Tolerance(1e-3, 0))
    assert (found.index, found.count) == ((0,), 1)
    assert found.greatest == pytest.approx(greatest, nan_ok=True)


@pytest.mark.parametrize("kind", [np.int64, np.uint8, np.bool_])
def test_the_ends_of_the_integers_are_arithmetic(kind):
    least, most = (False, True) if kind is np.bool_ else (np.iinfo(kind).min, np.iinfo(kind).max)
    found = difference_of(np.array([least], kind), np.array([most], kind), (1,), EXACT)
    assert (found.count, found.greatest) == (1, float(most) - float(least))


def test_the_worst_of_many_numbers_is_found_in_any_part():
    expected = np.zeros(2 * CHUNK + 5, np.float32)
    actual = expected.copy()
    actual[[3, CHUNK + 7, 2 * CHUNK + 4]] = 1.0, 3.0, 2.0
    found = difference_of(expected, actual, expected.shape, Tolerance(1e-3, 0))
    assert (found.index, found.greatest, found.count, found.total) == ((CHUNK + 7,), 3.0, 3, 2 * CHUNK + 5)


def test_millions_of_numbers_take_little_memory_beside_them():
    expected, actual = np.zeros(4_000_000, np.float32), np.ones(4_000_000, np.float32)
    tracemalloc.start()
    try:
        assert difference_of(expected, actual, expected.shape, Tolerance(1e-3, 0)).count == 4_000_000
        assert tracemalloc.get_traced_memory()[1] < 60 << 20
    finally:
        tracemalloc.stop()


def test_whole_numbers_have_no_tolerance_and_equal_text_is_enough():
    whole, text = NumberValue("int", "1000000"), "".join(["1000", "000"])
    assert mismatch(whole, NumberValue("int", "1000001")) == ("values", "1000000", "1000001", "")
    assert mismatch(whole, NumberValue("int", text)) is None


def test_whole_numbers_that_no_float_tells_apart_are_found_where_they_are():
    one, other = np.array([5, 2**53], np.int64), np.array([5, 2**53 + 1], np.int64)
    assert difference_of(one, other, (2,), EXACT).index == (1,)


def test_infinity_is_near_no_number_however_large_the_tolerance():
    assert difference_of(np.array([1e308]), np.array([math.inf]), (1,), Tolerance(10, 0)).count == 1
    assert difference_of(np.array([math.inf]), np.array([1e308]), (1,), Tolerance(10, 0)).count == 1


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_modules_differ_whichever_name_comes_first(names):
    one, other = (ModuleValue("Net", ((name, "Linear"),), ()) for name in names)
    assert mismatch(one, other) == (
        "structure",
        f"children {names[0]}: Linear",
        f"children {names[1]}: Linear",
        "",
    )


@pytest.mark.parametrize("kinds", [(np.float32, np.float64), (np.float64, np.float32), (np.float32, np.int64)])
def test_numbers_of_another_kind_than_their_tensor_says_are_another_dtype(kinds):
    value = msgspec.structs.replace(tensor([1.0])[0], values="0")
    one, other = (Seen(Observation("result", value), {"0": np.ones(1, kind)}) for kind in kinds)
    assert compare(one, other).attribute == "dtype"


def test_an_accuracy_at_the_floor_is_enough():
    assert mismatch(FLOAT, NumberValue("float", (0.25).hex()), at_least=0.25) is None


def in_numpy(values, dtype="torch.float32", type_="numpy.ndarray"):
    value, array = tensor(values, dtype)
    return ArrayValue(type_, value), array


@pytest.mark.parametrize(
    ("expected", "actual", "told"),
    [
        (in_numpy([1.0]), in_numpy([2.0]), ("values", "1", "2", "")),
        (in_numpy([1.0]), in_numpy([1.0, 1.0]), ("shape", "(1,)", "(2,)", "")),
        (in_numpy([1.0]), in_numpy([1.0], "torch.float64"), ("dtype", "float32", "float64", "")),
        (in_numpy([1.0]), tensor([1.0]), ("type", "numpy.ndarray", "torch.Tensor", "")),
        (in_numpy(1.0), in_numpy(1.0, type_="numpy.float32"), ("type", "numpy.ndarray", "numpy.float32", "")),
        (in_numpy([1.0]), in_numpy([1.0 + 1e-6]), None),
    ],
)
def test_arrays_of_numpy_are_compared_as_tensors(expected, actual, told):
    assert mismatch(expected, actual) == told


def folded(change=lambda numbers: numbers):
    """A tensor of a million numbers, and what stands for them."""
    numbers = change(np.random.default_rng(0).normal(size=1_000_000).astype(np.float32))
    value = msgspec.structs.replace(tensor(None)[0], shape=(1_000_000,), strides=(1,), folds="0")
    return value, folds_of(numbers)


@pytest.mark.parametrize(
    "change",
    [
        lambda numbers: numbers * 1.001,
        lambda numbers: np.concatenate([numbers[:-1], numbers[-1:] + 1]),
        lambda numbers: np.concatenate([numbers[1:2], numbers[:1], numbers[2:]]),
        lambda numbers: np.where(np.arange(numbers.size) == 7, math.nan, numbers),
    ],
)
def test_a_large_tensor_whose_numbers_differ(change):
    assert mismatch(folded(), folded(change))[0] == "values"


def test_a_large_tensor_has_the_room_of_its_numbers():
    assert mismatch(folded(), folded(lambda numbers: numbers * (1 + 1e-6))) is None
    assert mismatch(folded(), folded(lambda numbers: numbers + 1e-7)) is None
    assert mismatch(folded(np.zeros_like), folded(lambda numbers: np.full_like(numbers, 1e-7))) is None
    endless = folded(lambda numbers: np.where(np.arange(numbers.size) % 999 == 0, math.inf, numbers))
    assert mismatch(endless, endless) is None


def test_where_a_large_tensor_differs():
    attribute, expected, actual, _ = mismatch(folded(np.ones_like), folded(lambda numbers: np.full_like(numbers, 2.0)))
    place = "as a weighted mean of numbers 0 to 244"
    assert (attribute, expected.partition(" ")[2], actual.partition(" ")[2]) == ("values", place, place)
    bare = msgspec.structs.replace(folded()[0], folds=None, note="too many")
    found = compare(seen(folded()), Seen(Observation("result", bare), {}))
    assert (found.expected, found.actual) == ("numbers in their thousands", "too many")


def test_the_room_of_a_large_tensor_grows_with_its_numbers():
    large = folded(lambda numbers: 1e4 * numbers)
    assert mismatch(large, folded(lambda numbers: 1e4 * numbers * (1 + np.float32(1e-6)))) is None


def keys(count):
    return MappingValue(tuple((f"k{i}", INT) for i in range(count)))


def test_of_many_keys_the_first_six_are_told():
    six = "keys k0, k1, k2, k3, k4, k5"
    assert mismatch(keys(6), keys(8)) == ("structure", six, f"{six}, ...", "")
    assert mismatch(keys(0), keys(7)) == ("structure", "keys none", f"{six}, ...", "")


def test_types_are_told_apart_by_their_own_names_before_anything_else():
    assert types_told_apart(FlagValue(True), OtherValue("Loss", note="too deep")) == ("bool", "Loss")
    same = (OtherValue("Loss"), OtherValue("Loss", note="too deep"))
    assert types_told_apart(*same) == ("Loss", "Loss (too deep)")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (2.0, ("1", "2")),
        (1.0 + 1e-7, ("1", "1.0000001")),
        (1.0 + 1e-12, ("1", "1.0000000000010001")),
        (1.0, ("1", "1")),
    ],
)
def test_two_numbers_have_as_many_digits_as_tell_them_apart(other, told):
    assert distinct_digits(1.0, other) == told
    assert distinct_digits(0.1, 0.1) == ("0.10000000000000001", "0.10000000000000001")
