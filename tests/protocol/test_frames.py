"""Frames: what is read back, and what is refused."""

import io

import msgspec
import numpy as np
import pytest

from tensorgrade.protocol import frames
from tensorgrade.protocol.frames import ARRAYS_LIMIT, MAGIC, PREFIX, RECORD_LIMIT, FrameError
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.transcript import Evidence, Transcript, read_case
from tensorgrade.protocol.values import TensorValue

NONCE = bytes(range(16))
CASE = CollectedCase("sums/total[draw0]", "sums", "total", "total", "total adds up", "public", 5.0, 5.0, None)
SHAPE = (2, 3)
NUMBERS = np.array([[0.5, -1.25, 3.0], [7.0, 1e-3, -2.0]], np.float32)


def record(values="a", **changes):
    """The record of a case that observed one tensor."""
    tensor = TensorValue(SHAPE, "torch.float32", "cpu", (3, 1), values, False)
    return msgspec.structs.replace(
        CaseRecord(CASE.id, Ending("completed"), (Observation("result", tensor),)), **changes
    )


EXPECTED = Transcript({CASE.id: Evidence(record(), {"a": NUMBERS})})


def read(text):
    return frames.read(io.BytesIO(text))


def test_a_frame_is_read_back():
    nonce, body, blob = read(frames.encode(NONCE, record(), {"a": NUMBERS}) + b"the next frame")
    found = read_case(CASE.id, body, blob, "printed")
    assert nonce == NONCE
    assert (found.record, found.printed) == (record(), "printed")
    assert (found.arrays["a"] == NUMBERS).all()


def test_the_end_of_the_stream_is_no_frame():
    assert read(b"") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"TGF1", "a frame is cut short"),
        (PREFIX.pack(b"TGF2", NONCE, 0, 0), "a frame does not begin with its mark"),
        (PREFIX.pack(MAGIC, NONCE, RECORD_LIMIT + 1, 0), "a frame is larger than its cap"),
        (PREFIX.pack(MAGIC, NONCE, 0, ARRAYS_LIMIT + 1), "a frame is larger than its cap"),
        (PREFIX.pack(MAGIC, NONCE, 2, 0) + b"{", "a frame is cut short"),
        (PREFIX.pack(MAGIC, NONCE, 2, 1) + b"{}", "a frame is cut short"),
    ],
)
def test_a_malformed_frame_is_refused(text, sentence):
    with pytest.raises(FrameError) as caught:
        read(text)
    assert str(caught.value) == sentence


def test_a_frame_over_its_cap_is_not_written():
    with pytest.raises(FrameError, match=r"^the observations of one case are too large$"):
        frames.encode(NONCE, "x" * (RECORD_LIMIT + 1), {})
    with pytest.raises(FrameError, match=r"^the observations of one case are too large$"):
        frames.encode(NONCE, "x", {"a": np.zeros(ARRAYS_LIMIT + 1, np.uint8)})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"case": "sums/doubled[draw0]"}, "the record is of another case"),
        ({"seconds": -1.0}, "a frame cannot be decoded: Expected `float` >= 0.0 - at `$.seconds`"),
        ({"seconds": 1e300}, "a frame cannot be decoded: Expected `float` <= 86400.0 - at `$.seconds`"),
    ],
)
def test_a_record_that_cannot_be_is_refused(changes, sentence):
    _, body, blob = read(frames.encode(NONCE, record(**changes), {"a": NUMBERS}))
    with pytest.raises(FrameError) as caught:
        read_case(CASE.id, body, blob)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({}, "the numbers of a tensor are not there"),
        ({"b": NUMBERS}, "the numbers of a tensor are not there"),
        ({"a": NUMBERS[0]}, "the numbers of a tensor do not fit its shape"),
    ],
)
def test_numbers_that_do_not_fit_their_shape_are_refused(arrays, sentence):
    _, body, blob = read(frames.encode(NONCE, record(), arrays))
    with pytest.raises(FrameError) as caught:
        read_case(CASE.id, body, blob)
    assert str(caught.value) == sentence


def test_what_cannot_be_decoded_is_refused():
    for body, blob in ((b"{", b""), (b'{"case": 1}', b""), (b"[" * 100_000, b""), (b"{}", b"x")):
        with pytest.raises(FrameError, match=r"^a frame cannot be decoded: "):
            read_case(CASE.id, body, blob)


def test_the_caps_are_what_a_worker_is_told():
    assert (frames.NONCE_BYTES, RECORD_LIMIT, ARRAYS_LIMIT) == (16, 1_048_576, 8_388_608)


def test_a_frame_at_its_caps_is_written_and_read():
    text = "x" * (RECORD_LIMIT - 2)  # and two quotes
    nearly = ARRAYS_LIMIT - 1000
    header = len(frames.encode(NONCE, "", {"a": np.zeros(nearly, np.uint8)})) - PREFIX.size - 2 - nearly
    _, _, blob = read(frames.encode(NONCE, "", {"a": np.zeros(ARRAYS_LIMIT - header, np.uint8)}))
    assert len(blob) == ARRAYS_LIMIT
    _, body, blob = read(frames.encode(NONCE, text, {}))
    assert (len(body), blob) == (RECORD_LIMIT, b"")
    full = PREFIX.pack(MAGIC, NONCE, RECORD_LIMIT, ARRAYS_LIMIT) + bytes(RECORD_LIMIT + ARRAYS_LIMIT)
    assert [len(part) for part in read(full)] == [16, RECORD_LIMIT, ARRAYS_LIMIT]


def test_a_reason_is_told_in_two_hundred_characters():
    with pytest.raises(FrameError) as caught:
        frames.decode(Ending, b'{"kind": "' + b"x" * 1000 + b'"}', b"")
    assert str(caught.value) == f"a frame cannot be decoded: Invalid enum value '{'x' * 180}..."
