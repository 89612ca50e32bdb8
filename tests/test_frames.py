"""Frames: what is read back, what is refused, and that no frame at all makes the judge fail or give points."""

import io
import struct

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_course import write

from grader import frames, transcript
from grader.catalogue import read_course
from grader.evidence import Evidence, Transcript, nothing, read_case
from grader.frames import ARRAYS_LIMIT, MAGIC, PREFIX, RECORD_LIMIT, FrameError
from grader.pipeline import Trial, judge_transcripts
from grader.protocol import CollectedCase
from grader.results import SubmissionResult, from_json, to_json
from grader.transcript import CaseRecord, Ending, NumberValue, Observation, TensorValue

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
        ({"seconds": -1.0}, "the case took no time that can be"),
        ({"seconds": 1e300}, "the case took no time that can be"),
    ],
)
def test_a_record_that_cannot_be_is_refused(changes, sentence):
    _, body, blob = read(frames.encode(NONCE, record(**changes), {"a": NUMBERS}))
    with pytest.raises(FrameError) as caught:
        read_case(CASE.id, body, blob)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("arrays", [{}, {"b": NUMBERS}, {"a": NUMBERS[0]}])
def test_numbers_that_do_not_fit_their_shape_are_refused(arrays):
    _, body, blob = read(frames.encode(NONCE, record(), arrays))
    with pytest.raises(FrameError, match=r"^the numbers of a tensor do not fit its shape$"):
        read_case(CASE.id, body, blob)


def test_what_cannot_be_decoded_is_refused():
    for body, blob in ((b"{", b""), (b'{"case": 1}', b""), (b"[" * 100_000, b""), (b"{}", b"x")):
        with pytest.raises(FrameError, match=r"^a frame cannot be decoded: "):
            read_case(CASE.id, body, blob)


# What follows writes frames as hostile code might: bytes, well-formed records of nonsense, a right frame spoiled.
texts = st.text(max_size=12) | st.sampled_from(
    ["result", "a", "torch.float32", "inf", "nan", "0x1p-2000", "9" * 6000, "\x1b[2J"]
)
sizes = st.integers(-(2**70), 2**70) | st.integers(0, 4)
shapes = st.lists(sizes, max_size=4).map(tuple) | st.just(SHAPE)
tensors = st.builds(
    TensorValue,
    dtype=texts | st.just("torch.float32"),
    shape=shapes,
    device=texts | st.just("cpu"),
    requires_grad=st.booleans(),
    strides=shapes,
    values=st.sampled_from(["a", "b", None]),
    note=texts,
)
leaves = st.one_of(
    tensors,
    st.builds(NumberValue, type=st.sampled_from(["bool", "int", "float"]), text=texts),
    st.builds(transcript.TextValue, text=texts),
    st.builds(transcript.NoneValue),
    st.builds(transcript.TorchValue, type=st.sampled_from(["torch.device", "torch.dtype"]), text=texts),
    st.builds(transcript.RaisedValue, bases=st.lists(texts, max_size=3).map(tuple), message=texts),
    st.builds(transcript.OtherValue, type=texts, note=texts),
    st.builds(
        transcript.ModuleValue,
        type=texts,
        children=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
        parameters=st.lists(st.tuples(texts, shapes, texts, st.booleans()), max_size=2).map(tuple),
    ),
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.builds(
            transcript.SequenceValue,
            type=st.sampled_from(["list", "tuple"]),
            items=st.lists(inner, max_size=3).map(tuple),
        )
        | st.builds(transcript.MappingValue, items=st.lists(st.tuples(texts, inner), max_size=3).map(tuple))
    ),
    max_leaves=6,
)
numbers = st.floats() | st.none()
observations = st.builds(
    Observation,
    name=st.just("result") | texts,
    value=values,
    call=texts,
    suspect=texts | st.none(),
    rtol=numbers,
    atol=numbers,
    at_least=numbers,
    layout=st.booleans(),
    graph=st.booleans(),
)
places = st.builds(transcript.Place, file=texts, line=sizes, function=texts, code=texts)
failures = st.builds(
    transcript.Failure,
    type=texts,
    bases=st.lists(texts, max_size=3).map(tuple),
    message=texts,
    places=st.lists(places, max_size=2).map(tuple),
)
endings = st.builds(
    Ending,
    kind=st.just("completed") | st.sampled_from(transcript.EndingKind.__args__),
    failure=st.none() | failures,
    note=texts,
)
records = st.builds(
    CaseRecord,
    case=st.just(CASE.id) | texts,
    ending=endings,
    observations=st.lists(observations, max_size=3).map(tuple),
    calls=st.lists(texts, max_size=2).map(tuple),
    state_changes=st.lists(texts, max_size=2).map(tuple),
    seconds=st.floats(0, 1) | st.floats(),
)
arrays = st.dictionaries(
    st.sampled_from(["a", "b"]),
    st.sampled_from(
        [
            NUMBERS + 1,
            NUMBERS.astype(np.float64),
            NUMBERS.astype(np.int8),
            np.zeros((0, 3), np.float32),
            np.full(SHAPE, np.nan),
        ]
    ),
)
right = frames.encode(NONCE, record(), {"a": NUMBERS + 1})
spoiled = st.tuples(st.integers(0, len(right) - 1), st.binary(max_size=4), st.integers(0, 4)).map(
    lambda cut: right[: cut[0]] + cut[1] + right[cut[0] + cut[2] :]
)
headed = st.tuples(st.binary(max_size=60), st.binary(max_size=60)).map(
    lambda parts: PREFIX.pack(MAGIC, NONCE, *map(len, parts)) + parts[0] + parts[1]
)
claims = st.tuples(*[st.integers(0, 2**32 - 1)] * 2).map(lambda sizes: struct.pack("<4s16sII", MAGIC, NONCE, *sizes))
built = st.tuples(records, arrays).map(lambda parts: frames.encode(NONCE, *parts))
hostile = st.one_of(built, built, spoiled, headed, claims, st.binary(max_size=80))


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    return read_course(write(tmp_path_factory.mktemp("course"))).exercises[0]


def evidence_of(text):
    """Read a frame as the grader does."""
    try:
        frame = read(text)
        return read_case(CASE.id, frame[1], frame[2]) if frame else nothing(CASE.id, "crashed", "")
    except FrameError as error:
        return nothing(CASE.id, "unreadable", str(error))


def fuzz(exercise, examples):
    """Judge `examples` hostile frames."""

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(hostile)
    def judged(text):
        actual = Transcript({CASE.id: evidence_of(text)})
        trial = Trial([exercise], [CASE], 7, lambda *names: (), lambda seed: EXPECTED, lambda seed, cases: actual)
        (scored,) = judge_transcripts(trial, actual).exercises
        result = SubmissionResult("grade/1", "s", "cpu", 7, "sealed", scored.points, scored.possible, (scored,))
        assert result.points == 0
        assert result.is_final
        assert from_json(to_json(result)) == result

    judged()


def test_no_frame_makes_the_judge_fail_or_give_points(exercise, request):
    fuzz(exercise, 10_000 if request.config.getoption("--long") else 150)
