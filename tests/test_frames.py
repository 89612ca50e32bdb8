"""Frames: what is read back, and what is refused."""

import io

import msgspec
import numpy as np
import pytest

from grader import frames
from grader.evidence import Evidence, Transcript, read_case
from grader.frames import ARRAYS_LIMIT, MAGIC, PREFIX, RECORD_LIMIT, FrameError
from grader.protocol import CollectedCase
from grader.transcript import CaseRecord, Ending, Observation, TensorValue

NONCE = bytes(range(16))
CASE = CollectedCase("sums/total[draw0]", "sums", "total", "total", "total adds up", "public", 5.0, 5.0, None)
SHAPE = (2, 3)
NUMBERS = np.array([[0.5, -1.25, 3.0], [7.0, 1e-3, -2.0]], np.float32)


def record(values="a", **changes):
    """The record of a case that observed one tensor."""
    tensor = TensorValue("torch.float32", SHAPE, "cpu", False, (3, 1), values)
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
