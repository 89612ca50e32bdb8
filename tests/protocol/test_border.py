"""The border refuses what no worker writes, each with one sentence, and lets through what one does, unchanged."""

import io
import math

import msgspec
import numpy as np
import pytest
import torch
from symptoms import CASE, tensor
from torch import nn

from tensorgrade.protocol import frames
from tensorgrade.protocol.border import count_of, is_plain, read_record
from tensorgrade.protocol.fields import BASES_LIMIT, ITEMS_LIMIT, TEXT_LIMIT, Place
from tensorgrade.protocol.frames import FrameError
from tensorgrade.protocol.records import (
    CALLS_PER_CASE,
    OBSERVATIONS_PER_CASE,
    PLACES_LIMIT,
    STATE_CHANGES_LIMIT,
    CaseRecord,
    Ending,
    Failure,
    ImportRecord,
    Observation,
)
from tensorgrade.protocol.torch_names import NUMBERS_AS
from tensorgrade.protocol.transcript import read_case, read_import
from tensorgrade.protocol.values import (
    DEPTH_LIMIT,
    FOLDS,
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
    TextValue,
    TorchValue,
)
from tensorgrade.worker.encode import Encoder
from tensorgrade.worker.recorder import Observe

PAIR, (VALUE, ARRAY) = (np.ones(2, np.float32), tensor([1.0, 2.0]))
FOLDED = msgspec.structs.replace(VALUE, values=None, folds="0")
NO_FOLDS = "the means that stand for the numbers of a large tensor are not there"
ONE = NumberValue("float", (1.0).hex())
FAILURE = Failure("ValueError", ("ValueError",), "no")


def sent(record, arrays=None):
    """The two parts of a frame."""
    _, body, blob = frames.read(io.BytesIO(frames.encode(bytes(frames.NONCE_BYTES), record, arrays or {})))
    return body, blob


def record(*values, **changes):
    """A case that observed these values."""
    observations = tuple(Observation("result", value) for value in values)
    return msgspec.structs.replace(CaseRecord(CASE.id, Ending("completed"), observations), **changes)


def refused(made, arrays=None):
    """The sentence with which the border refuses a record."""
    with pytest.raises(FrameError) as caught:
        read_record(type(made), *sent(made, arrays))
    return str(caught.value)


def changed(**changes):
    """The record of one tensor, changed, with its numbers."""
    return record(msgspec.structs.replace(VALUE, **changes)), {"0": ARRAY}


def nested(depth):
    """None in so many lists."""
    value = NoneValue()
    for _ in range(depth):
        value = SequenceValue("list", (value,))
    return value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "True"), ("int", "0x"), ("int", "0x10"), ("int", " 1"), ("int", "1_0"), ("int", "01"), ("int", "-0"),
        ("int", "1.0"), ("int", "٣"), ("int", "+1"), ("int", "nan"), ("int", str(2**1000)),
        ("float", "1"), ("float", "0x1p0"), ("float", "0x1.0p+1024"), ("float", "0x1.0000000000000p+99999"),
        ("float", "-nan"), ("float", "Infinity"), ("float", "NaN"), ("float", "1e3"), ("float", "0x"),
    ],
)  # fmt: skip
def test_a_number_that_is_none(kind, text):
    assert (
        refused(record(NumberValue(kind, text)))
        == f"{text[:40] + '...' * (len(text) > 40)} is no number of type {kind}"
    )


def test_a_number_of_thousands_of_digits():
    assert refused(record(NumberValue("int", "9" * TEXT_LIMIT))) == f"{'9' * 40}... is no number of type int"
    assert "Expected `str` of length <= 4003" in refused(record(NumberValue("int", "9" * 10_000)))


@pytest.mark.parametrize("flag", ["True", 1, None])
def test_a_flag_that_is_none(flag):
    assert "Expected `bool`" in refused(record(FlagValue(flag)))


@pytest.mark.parametrize("flag", [True, False])
def test_a_flag_is_read_back(flag):
    found, _ = read_record(CaseRecord, *sent(record(Encoder().encode(flag))))
    assert found.observations[0].value == FlagValue(flag)


@pytest.mark.parametrize("compared", [("layout", "colour"), ("shape",), ("",)])
def test_an_attribute_that_no_check_can_ask_for(compared):
    asked = CaseRecord("sums/total", Ending("completed"), (Observation("result", NoneValue(), compared=compared),))
    sentence = "Expected `str` of length >= 1" if "" in compared else "an observation asks for an attribute that there"
    assert sentence in refused(asked)


@pytest.mark.parametrize("number", [0, -7, 10**300, 0.1, -0.0, math.inf, -math.inf, 1e308, 5e-324])
def test_a_number_is_read_back(number):
    found, _ = read_record(CaseRecord, *sent(record(Encoder().encode(number))))
    read = found.observations[0].value.number
    assert (type(read), repr(read)) == (type(number), repr(number))


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (changed(values="1"), "the numbers of a tensor are not there"),
        (changed(values=None), "numbers came that belong to no tensor"),
        (changed(shape=(3,)), "the numbers of a tensor do not fit its shape"),
        (changed(shape=(2**62, 2**62), strides=(1, 1)), "the numbers of a tensor do not fit its shape"),
        (changed(shape=(), strides=()), "the numbers of a tensor do not fit its shape"),
        (changed(strides=(1, 1)), "a tensor has another number of strides than of dimensions"),
        (changed(dtype="torch.complex64"), "the numbers of a tensor do not fit its shape"),
        (changed(dtype="torch.float31"), "torch.float31 is no dtype of torch"),
        (changed(dtype="torch.uint64"), "the numbers of a tensor are not there"),
        (changed(device="cpu:0 and more"), "cpu:0 and more is no device"),
        (changed(device="cuda"), "cuda is no device"),
        (changed(device="cpu\n"), "cpu\n is no device"),
        (
            changed(dtype="torch.int64"),
            "the numbers of a tensor are float32 where its dtype torch.int64 asks for int64",
        ),
        (
            changed(dtype="torch.float64"),
            "the numbers of a tensor are float32 where its dtype torch.float64 asks for float64",
        ),
        ((record(VALUE, VALUE), {"0": ARRAY}), "two tensors name the same numbers"),
        ((record(VALUE), {"0": ARRAY, "1": PAIR}), "numbers came that belong to no tensor"),
        ((record(), {"0": ARRAY}), "numbers came that belong to no tensor"),
        (changed(folds="0"), "a tensor has its numbers twice"),
        (changed(values=None, folds="1"), NO_FOLDS),
        (changed(values=None, folds="0"), NO_FOLDS),
        ((record(FOLDED), {"0": np.zeros(2 * FOLDS - 1)}), NO_FOLDS),
        ((record(FOLDED), {"0": np.zeros(2 * FOLDS, np.float32)}), NO_FOLDS),
        ((record(FOLDED, VALUE), {"0": np.zeros(2 * FOLDS)}), "two tensors name the same numbers"),
        ((record(ArrayValue("numpy.ndarray", VALUE)), {"0": PAIR[:1]}), "the numbers of a tensor do not fit its shape"),
        ((record(ObjectValue("A", (("b", VALUE),))), {}), "the numbers of a tensor are not there"),
    ],
)
def test_a_tensor_that_cannot_be(made, sentence):
    assert refused(*made) == sentence


def test_no_numbers_where_numpy_cannot_have_the_shape():
    empty = {"0": np.zeros(0, np.float32)}
    huge = msgspec.structs.replace(VALUE, shape=(2**60, 0, 2**60), strides=(1, 1, 1))
    assert refused(record(huge), empty) == "the numbers of a tensor do not fit its shape"
    bare = msgspec.structs.replace(huge, values=None)
    assert read_record(CaseRecord, *sent(record(bare)))[0].observations[0].value == bare


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"shape": (-1,)}, "Expected `int` >= 0 - at `$.observations[0].value.shape[0]`"),
        ({"shape": (1,) * 65}, "Expected `array` of length <= 64 - at `$.observations[0].value.shape`"),
        ({"shape": (2**63,)}, "Expected `int` <= 9223372036854775807 - at `$.observations[0].value.shape[0]`"),
        ({"values": ""}, "Expected `str` of length >= 1 - at `$.observations[0].value.values`"),
        ({"note": "x" * 5_000}, "Expected `str` of length <= 4003 - at `$.observations[0].value.note`"),
    ],
)
def test_a_field_of_a_tensor_that_cannot_be(changes, told):
    assert refused(*changed(**changes)) == f"a frame cannot be decoded: {told}"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (TorchValue("torch.dtype", "torch.float31"), "torch.float31 is no dtype of torch"),
        (TorchValue("torch.device", "a b"), "a b is no device"),
        (ModuleValue("Net", (), (("w", (1,), "float", True),)), "float is no dtype of torch"),
        (MappingValue((("'a'", NoneValue()), ("'a'", NoneValue()))), "a dict has the same key twice"),
        (ObjectValue("A", (("b", NoneValue()), ("b", NoneValue()))), "an object has the same field twice"),
        (ComplexValue(ONE, NumberValue("int", "1")), "a part of a complex number is no float"),
        (ComplexValue(ONE, NumberValue("float", "one")), "one is no number of type float"),
        (nested(DEPTH_LIMIT + 2), "the values of one case are too many, or nested too deeply"),
        (
            SequenceValue("list", (NoneValue(),) * (ITEMS_LIMIT + OBSERVATIONS_PER_CASE)),
            "the values of one case are too many, or nested too deeply",
        ),
    ],
)
def test_a_value_that_cannot_be(value, sentence):
    assert refused(record(value)) == sentence


def test_what_is_as_deep_and_as_much_as_a_worker_writes():
    for value in (nested(DEPTH_LIMIT + 1), SequenceValue("list", (NoneValue(),) * ITEMS_LIMIT)):
        assert read_record(CaseRecord, *sent(record(value)))[0] == record(value)


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        (Ending("raised"), "a case that raised tells no exception"),
        (Ending("completed", FAILURE), "a case that ended as completed tells an exception"),
        (Ending("crashed", FAILURE), "a case that ended as crashed tells an exception"),
    ],
)
def test_an_ending_that_cannot_be(ending, sentence):
    assert refused(record(ending=ending)) == sentence
    assert refused(ImportRecord("sums", ending)) == sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"seconds": -1.0}, {"seconds": 1e300}, {"seconds": math.nan}, {"seconds": math.inf},
        {"calls": ("f()",) * (CALLS_PER_CASE + 1)}, {"state_changes": ("seed",) * (STATE_CHANGES_LIMIT + 1)},
        {"observations": (Observation("x", NoneValue()),) * (OBSERVATIONS_PER_CASE + 1)},
        {"observations": (Observation("x", OtherValue("")),)},
        {"observations": (Observation("x", NoneValue(), rtol=-1.0),)},
        {"observations": (Observation("x", NoneValue(), suspect=""),)},
        {"ending": Ending("over")},
        {"ending": Ending("raised", Failure("E", ("E",) * (BASES_LIMIT + 1), ""))},
        {"ending": Ending("raised", Failure("E", (), "", (Place("a.py", 1, "f", ""),) * (PLACES_LIMIT + 1)))},
        {"ending": Ending("raised", Failure("E", (), "", (Place("a.py", 2**31, "f", ""),)))},
    ],
)  # fmt: skip
def test_a_field_that_cannot_be(changes):
    assert refused(record(**changes)).startswith("a frame cannot be decoded: ")


@pytest.mark.parametrize("option", ["rtol", "atol", "at_least"])
def test_room_that_is_no_number_is_none_at_all(option):
    """JSON has no NaN and no infinity, and a number beyond a float is refused."""
    body, blob = sent(record(**{"observations": (Observation("x", NoneValue(), **{option: 0.5}),)}))
    for text in (b"NaN", b"Infinity", b"1e999", b"-0.5"):
        with pytest.raises(FrameError, match=r"^a frame cannot be decoded: "):
            read_record(CaseRecord, body.replace(b"0.5", text), blob)


def test_a_diagnosis_that_does_not_exist():
    made = record(observations=(Observation("x", NoneValue(), suspect="wrong-everything"),))
    assert refused(made) == "an observation points to a diagnosis that does not exist: wrong-everything"


def test_control_characters_are_written_out_and_lone_surrogates_never_arrive():
    made = record(TextValue("a\x1b[2J\u202eb\x7f"), calls=("total(\x00)",))
    found, _ = read_record(CaseRecord, *sent(made))
    assert found.observations[0].value == TextValue("a\\x1b[2J\\u202eb\\x7f")
    assert found.calls == ("total(\\x00)",)
    body, _ = sent(record(TextValue("here")))
    for text in (rb"\ud800", rb"\udc00", b"\xed\xa0\x80"):
        with pytest.raises(FrameError, match=r"^a frame cannot be decoded: "):
            read_record(CaseRecord, body.replace(b"here", text), b"")
    spoilt = MappingValue((("\x1b", NoneValue()), ("\\x1b", NoneValue())))
    assert refused(record(spoilt)) == "a dict has the same key twice"


def test_bytes_in_a_field_that_nobody_reads_do_no_harm():
    body, blob = sent(record(NoneValue()))
    spoilt = body.replace(b'"seconds"', b'"second\xc1"')
    assert read_record(CaseRecord, spoilt, blob)[0] == record(NoneValue())


def test_a_text_that_grows_too_long_is_cut():
    found, _ = read_record(CaseRecord, *sent(record(TextValue("\x00" * TEXT_LIMIT))))
    assert found.observations[0].value.text == "\\x00" * (TEXT_LIMIT // 4) + "..."


def test_an_import_is_read_or_refused():
    assert read_import("sums", *sent(ImportRecord("sums", Ending("import-failed", FAILURE)))).ending.failure == FAILURE
    with pytest.raises(FrameError, match=r"^the record is of another exercise$"):
        read_import("sums", *sent(ImportRecord("loops", Ending("completed"))))
    assert refused(ImportRecord("sums", Ending("completed")), {"0": ARRAY}) == "numbers came that belong to no tensor"


def test_the_dtypes_are_torch_s():
    assert {str(value) for value in vars(torch).values() if isinstance(value, torch.dtype)} <= NUMBERS_AS.keys()


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor(2.5), torch.ones(2, 0), torch.tensor([1 + 2j]), torch.ones(2, dtype=torch.bfloat16),
        torch.tensor([True]), torch.ones(2, dtype=torch.uint16), torch.ones(1).expand(2**40),
        torch.ones([1] * 64), torch.ones([1] * 65), torch.ones(2**40, 2**10, device="meta"), [torch.ones(2)] * 3,
        torch.zeros(2, dtype=torch.float8_e4m3fn), torch.float16, torch.device("cuda"), nn.Linear(2, 1), math.nan,
        {torch.ones(1): 1, torch.ones(2): 2}, {"a" * 300: 1, "a" * 301: 2}, {math.nan: 1, float("nan"): 2},
        [[0] * 1000] * 8, [[0] * 4000] * 2, dict.fromkeys(range(ITEMS_LIMIT)), "\x00" * 9_000, "\ud800",
        type("", (), {"__module__": "builtins"})(), type("", (nn.Module,), {})(), type("\x1b", (), {})(),
        nn.ModuleDict({"x" * 9_000: nn.Linear(1, 1)}), 2**1000 - 1, -(2**999), 2**1000,
        1j, complex(math.nan, -math.inf), [1j] * ITEMS_LIMIT, np.ones((2, 3)), [np.ones(1)] * (ITEMS_LIMIT - 9),
        np.float32(3), np.array(["a"]), {1, "a", (2.5, None)}, [{1}] * 3_000, b"\x00'", [b""] * 2_000,
        torch.eye(2).to_sparse(), [torch.eye(1).to_sparse()] * 1_000, torch.ones(800, 800), "x" * 9_000,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_whatever_a_worker_writes_is_let_through(value):
    encoder = Encoder()
    made = record(encoder.encode(value))
    found = read_case(CASE.id, *sent(made, encoder.arrays))
    assert found.record == made
    assert {key: array.tolist() for key, array in found.arrays.items()} == {
        key: array.tolist() for key, array in encoder.arrays.items()
    }


def test_one_observation_too_many_leaves_no_numbers_behind(tmp_path):
    observe = Observe(tmp_path)
    for _ in range(OBSERVATIONS_PER_CASE):
        observe("x", torch.ones(1))
    with pytest.raises(RuntimeError):
        observe("x", torch.ones(1))
    made = CaseRecord(CASE.id, Ending("raised", FAILURE), tuple(observe.observations))
    assert read_case(CASE.id, *sent(made, observe.encoder.arrays)).record == made


def test_what_could_not_be_encoded_leaves_no_numbers_behind():
    encoder = Encoder()
    encoder.made_at = lambda tensor: None if tensor.dim() else 1 / 0
    with pytest.raises(ZeroDivisionError):
        encoder.encode([torch.ones(2), torch.tensor(1.0)])
    assert encoder.arrays == {}


def test_a_shape_is_counted_as_far_as_numpy_can():
    shapes = {(2**58,): 2**58, (2**58 + 1,): -1, (0, 2**58): 0, (0, 2**59): -1, (): 1}
    assert {shape: count_of(msgspec.structs.replace(VALUE, shape=shape)) for shape in shapes} == shapes
    assert count_of(msgspec.structs.replace(VALUE, shape=(3,), dtype="torch.complex64")) == 6


@pytest.mark.parametrize("text", ["grün", "名前", "a"])
def test_letters_of_any_script_are_shown_as_they_are(text):
    assert is_plain(text.encode())


@pytest.mark.parametrize("text", ["a\x7f", "a\u200e", "\\u0007"])
def test_what_cannot_be_seen_is_not_shown_as_it_is(text):
    assert not is_plain(text.encode())
