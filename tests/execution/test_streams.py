"""The two streams of a worker, read by whoever waits for them, or by threads."""

import os
import select

import pytest

from tensorgrade.execution.streams import PIECE_BYTES, PIECES_HELD, Piece, Polled, Pumped, streams_of

KINDS = [Pumped, *([Polled] if hasattr(select, "poll") else [])]


class Pipes:
    """Both streams of a worker, and the ends that it writes to."""

    def __init__(self, kind):
        (answers, far_answers), (output, far_output) = os.pipe(), os.pipe()
        self.streams = kind(os.fdopen(answers, "rb"), os.fdopen(output, "rb"))
        self.answers, self.output = (os.fdopen(end, "wb", buffering=0) for end in (far_answers, far_output))


@pytest.fixture(params=KINDS)
def pipes(request):
    made = Pipes(request.param)
    yield made
    for end in (made.answers, made.output):
        end.close()
    made.streams.close()


def write_much(stream):
    """Write more than is held for whoever does not read."""
    for _ in range(10 * PIECES_HELD):
        stream.write(b"x" * PIECE_BYTES)


def test_what_comes_is_told_with_the_stream_that_it_comes_on(pipes):
    pipes.output.write(b"printed")
    assert pipes.streams.next(60.0) == Piece(False, b"printed")
    pipes.answers.write(b"an answer")
    assert pipes.streams.next(60.0) == Piece(True, b"an answer")


def test_where_nothing_comes_nothing_is_told(pipes):
    assert pipes.streams.next(0.0) is None
    assert pipes.streams.next(0.01) is None


def test_the_end_of_a_stream_is_told_once_and_the_other_goes_on(pipes):
    pipes.output.close()
    assert pipes.streams.next(60.0) == Piece(False, b"")
    assert pipes.streams.next(0.01) is None
    pipes.answers.write(b"an answer")
    assert pipes.streams.next(60.0) == Piece(True, b"an answer")


def test_much_comes_in_pieces(pipes):
    pipes.answers.write(b"x" * PIECE_BYTES)
    got = b""
    while len(got) < PIECE_BYTES:
        got += pipes.streams.next(60.0).content
    assert got == b"x" * PIECE_BYTES


def test_whoever_writes_when_no_more_is_read_is_told(pipes):
    pipes.streams.close()
    with pytest.raises(BrokenPipeError):
        write_much(pipes.answers)


@pytest.mark.skipif(Polled not in KINDS, reason="the system cannot wait for pipes")
def test_what_was_printed_comes_before_the_answer_that_followed_it():
    pipes = Pipes(Polled)
    pipes.output.write(b"printed")
    pipes.answers.write(b"an answer")
    assert [pipes.streams.next(0.0).is_answer for _ in range(2)] == [False, True]


def test_where_pipes_can_be_waited_for_no_thread_reads_them():
    answers, output = os.pipe(), os.pipe()
    streams = streams_of(os.fdopen(answers[0], "rb"), os.fdopen(output[0], "rb"))
    assert isinstance(streams, KINDS[-1])
    for end in (answers[1], output[1]):
        os.close(end)
    streams.close()
