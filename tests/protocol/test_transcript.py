"""What a worker left is validated before anything looks at it."""

import numpy as np
import pytest
from symptoms import CASE, evidence, tensor

from tensorgrade.protocol.frames import FrameError, encode, read
from tensorgrade.protocol.transcript import Transcript, nothing, read_case


def parts(found, arrays=None):
    """The record and the arrays of a frame, as they come from a worker."""
    import io

    frame = read(io.BytesIO(encode(bytes(16), found.record, found.arrays if arrays is None else arrays)))
    assert frame is not None
    return frame[1], frame[2]


def test_what_was_written_is_read():
    found = read_case(CASE.id, *parts(evidence(("result", tensor([1.0, 2.0])))), printed="hello")
    assert (found.record.case, found.printed, found.arrays["0"].tolist()) == (CASE.id, "hello", [1.0, 2.0])


@pytest.mark.parametrize(
    ("arrays", "told"),
    [({}, "are not there"), ({"0": np.ones(3, np.float32)}, "do not fit its shape")],
)
def test_numbers_that_do_not_fit(arrays, told):
    with pytest.raises(FrameError, match=told):
        read_case(CASE.id, *parts(evidence(("result", tensor([1.0, 2.0]))), arrays))


def test_another_case():
    with pytest.raises(FrameError, match="the record is of another case"):
        read_case("sums/other[0]", *parts(evidence(("result", tensor([1.0])))))


@pytest.mark.parametrize("seconds", [-1.0, 1e9])
def test_a_time_that_cannot_be(seconds):
    import msgspec

    found = evidence(("result", tensor([1.0])))
    odd = type(found)(msgspec.structs.replace(found.record, seconds=seconds), found.arrays)
    with pytest.raises(FrameError, match=r"^a frame cannot be decoded: Expected `float` .* at `\$.seconds`$"):
        read_case(CASE.id, *parts(odd))


def test_a_case_without_a_record_is_unreadable():
    missing = Transcript({}).of("sums/total[0]").record.ending
    assert (missing.kind, missing.note) == ("unreadable", "the case left no record")


def test_what_was_printed_stays_where_there_is_no_evidence():
    found = nothing(CASE.id, "crashed", "it is gone", "hello")
    assert (found.record.case, found.record.ending.kind, found.record.ending.note) == (CASE.id, "crashed", "it is gone")
    assert (found.printed, found.arrays, found.record.observations) == ("hello", {}, ())
