"""The trusted end of a worker's pipes: what counts as an answer, and what whoever writes into them cannot do."""

import os
import threading

import msgspec
import pytest

from grader import frames, handle
from grader.handle import Answer, Lost, Worker, ending_words
from grader.protocol import RunCase

STRAY = Lost("unreadable", "an answer came that was not asked for")


class Process:
    """Stands in for a process; tells whether it was ended."""

    def __init__(self):
        self.ended = False

    def end(self, wait):
        self.ended = True

    def ending(self):
        return "the process exited with status 3"


class Pipes:
    """A worker and the far ends of its pipes."""

    def __init__(self):
        (commands, ours), (theirs, answers), (printed, output) = (os.pipe() for _ in range(3))
        self.process = Process()
        ends = [os.fdopen(ours, "wb"), os.fdopen(theirs, "rb"), os.fdopen(printed, "rb")]
        self.worker = Worker(*ends, self.process)
        self.commands = os.fdopen(commands, "rb")
        self.answers = os.fdopen(answers, "wb", buffering=0)
        self.output = os.fdopen(output, "wb", buffering=0)

    def serve(self, respond):
        """Have `respond` write on receipt of one command, which it is given."""
        served = threading.Thread(target=lambda: respond(msgspec.json.decode(self.commands.readline(), type=RunCase)))
        served.start()
        return served

    def ask(self, seconds=120.0):
        return self.worker.ask(RunCase, "a case", seconds)


@pytest.fixture
def pipes():
    made = Pipes()
    yield made
    made.worker.end()
    for end in (made.commands, made.answers, made.output):
        end.close()


def write_on(end, text):
    """Write without end."""
    while True:
        end.write(text)


def answer(nonce, text="an answer"):
    return frames.encode(nonce, text, {})


def test_the_frame_with_the_right_nonce_is_the_answer(pipes):
    pipes.serve(lambda command: pipes.answers.write(answer(command.nonce)))
    assert pipes.ask() == Answer(b'"an answer"', b"")
    assert not pipes.process.ended


def test_each_command_has_a_nonce_of_its_own(pipes):
    nonces = []

    def respond(command):
        nonces.append(command.nonce)
        pipes.answers.write(answer(command.nonce))

    for _ in range(3):
        pipes.serve(respond)
        pipes.ask()
    assert len(set(nonces)) == 3
    assert {len(nonce) for nonce in nonces} == {16}


def test_a_frame_with_another_nonce_is_no_answer(pipes):
    pipes.serve(lambda command: pipes.answers.write(answer(bytes(16))))
    assert pipes.ask() == STRAY
    assert pipes.process.ended


def test_a_frame_before_anything_was_asked_is_no_answer(pipes):
    pipes.answers.write(answer(bytes(16)))
    assert pipes.ask() == STRAY


def test_a_second_answer_is_none_for_the_next_command(pipes):
    pipes.serve(lambda command: pipes.answers.write(answer(command.nonce) + answer(command.nonce, "another")))
    assert pipes.ask() == Answer(b'"an answer"', b"")
    assert pipes.ask() == STRAY


def test_frames_that_nobody_asked_for_are_not_read_on(pipes):
    pipes.answers.write(answer(bytes(16)))
    with pytest.raises(BrokenPipeError):
        write_on(pipes.answers, answer(bytes(16)) * 1000)


def test_what_is_no_frame_is_told(pipes):
    pipes.answers.write(b"x" * 100)
    assert pipes.ask() == Lost("unreadable", "a frame does not begin with its mark")


def test_a_worker_that_ends_is_told(pipes):
    pipes.serve(lambda command: pipes.answers.close())
    assert pipes.ask() == Lost("crashed", "the process exited with status 3")


def test_a_worker_that_does_not_answer_is_told(pipes):
    assert pipes.ask(0.0) == Lost("timed-out", "no answer within 0 s")
    assert pipes.process.ended


def test_output_has_a_limit_and_its_beginning_is_kept(pipes, monkeypatch):
    monkeypatch.setattr(handle, "OUTPUT_LIMIT", 1 << 20)

    def respond(command):
        with pytest.raises(BrokenPipeError):
            write_on(pipes.output, b"x" * 65_536)

    served = pipes.serve(respond)
    assert pipes.ask() == Lost("too-much-output", "more than 1 MiB were printed")
    served.join()
    assert pipes.worker.printed == "x" * 4000


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (None, "the process ended"),
        (0, "the process exited with status 0"),
        (-11, "the process was ended by SIGSEGV"),
        (-63, "the process was ended by signal 63"),
    ],
)
def test_endings_are_told_in_words(status, words):
    assert ending_words(status) == words
