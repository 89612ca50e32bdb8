"""The trusted end of a worker's pipes: what counts as an answer, and what whoever writes into them cannot do."""

import os
import select
import socket
import threading

import msgspec
import pytest

from tensorgrade.execution import worker as handle
from tensorgrade.execution.forking import Forked
from tensorgrade.execution.time import Spent
from tensorgrade.execution.worker import Answer, Lost, Worker, ending_words
from tensorgrade.protocol import frames
from tensorgrade.protocol.messages import Ended, Kill, Measure, Report, Request, RunCase, Usage, Watch, line

STRAY = Lost("unreadable", "an answer came that was not asked for")


class Process:
    """Stands in for a process; tells whether it was ended."""

    def __init__(self):
        self.ended = False
        self.watched = []
        self.used = None

    def end(self, wait):
        self.ended = True

    def ending(self):
        return Lost("crashed", "the process exited with status 3")

    def watch(self, seconds):
        self.watched.append(seconds)
        return self.used is not None

    def usage(self):
        return self.used


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
    assert pipes.ask() == STRAY
    with pytest.raises(BrokenPipeError):
        write_on(pipes.answers, answer(bytes(16)) * 1000)


def test_an_answer_may_come_in_pieces(pipes):
    def respond(command):
        for byte in answer(command.nonce):
            pipes.answers.write(bytes([byte]))

    pipes.serve(respond)
    assert pipes.ask() == Answer(b'"an answer"', b"")


def test_an_answer_that_breaks_off_is_told(pipes):
    def respond(command):
        pipes.answers.write(answer(command.nonce)[:-1])
        pipes.answers.close()

    pipes.serve(respond)
    assert pipes.ask() == Lost("unreadable", "a frame is cut short")


def test_what_is_no_frame_is_told(pipes):
    pipes.answers.write(b"x" * 100)
    assert pipes.ask() == Lost("unreadable", "a frame does not begin with its mark")


def test_a_worker_that_ends_is_told(pipes):
    pipes.serve(lambda command: pipes.answers.close())
    assert pipes.ask() == Lost("crashed", "the process exited with status 3")


def test_a_worker_that_does_not_answer_is_told(pipes, monkeypatch):
    monkeypatch.setattr(handle, "GRACE_SECONDS", 0.0)
    assert pipes.ask(0.0) == Lost("timed-out", "no answer within 0 s", is_silent=True)
    assert pipes.process.ended


def test_where_processor_time_is_counted_an_answer_may_take_longer(pipes, monkeypatch):
    monkeypatch.setattr(handle, "wall", lambda seconds: 3 * seconds)
    pipes.process.used = Usage()
    assert pipes.ask(0.1) == Lost("timed-out", "no answer within 0.3 s", is_silent=True)
    assert pipes.process.watched == [0.1 + handle.GRACE_SECONDS]


def test_a_quick_answer_is_not_watched(pipes):
    pipes.process.used = Usage()
    pipes.serve(lambda command: pipes.answers.write(answer(command.nonce)))
    pipes.ask()
    assert pipes.process.watched == []


def test_what_commands_took_is_measured_from_one_measurement_to_the_next(pipes):
    pipes.process.used = Usage(processor=1.0, waited=0.5, own=0.75)
    assert pipes.worker.measure() == Spent(0.0, 1.0, 0.5, 0.75)
    pipes.process.used = Usage(processor=4.0, waited=2.5, own=2.75)
    pipes.worker.elapsed = 5.0
    assert pipes.worker.measure() == Spent(5.0, 3.0, 2.0, 2.0)
    pipes.process.used = None
    assert pipes.worker.measure() == Spent(0.0)


@pytest.mark.skipif(not hasattr(select, "poll"), reason="the system does not tell what a pipe holds")
def test_what_is_printed_before_the_answer_belongs_to_it(pipes):
    def respond(command):
        pipes.output.write(f"{command.case} prints".encode())
        pipes.answers.write(answer(command.nonce))

    for case in ("one", "another") * 50:
        pipes.serve(respond)
        pipes.worker.ask(RunCase, case, 120.0)
        assert pipes.worker.printed == f"{case} prints"
        pipes.output.write(b"what comes late")


def test_output_has_a_limit_and_its_end_is_kept(pipes, monkeypatch):
    monkeypatch.setattr(handle, "OUTPUT_LIMIT", 1 << 20)

    def respond(command):
        with pytest.raises(BrokenPipeError):
            write_on(pipes.output, b"x" * 65_535 + b"y")

    served = pipes.serve(respond)
    assert pipes.ask() == Lost("too-much-output", "more than 1 MiB were printed")
    served.join()
    assert pipes.worker.printed == "x" * 3999 + "y"


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


@pytest.fixture
def forked():
    """A forked worker's process, and the launcher's end of the control socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Forked(7, ours), theirs.makefile("rb")


def test_the_launcher_is_asked_to_watch_measure_and_end(forked):
    process, asked = forked
    assert process.watch(5.0)
    process.tell_usage(Usage(1.0, 2.0, 0.5))
    assert process.usage() == Usage(1.0, 2.0, 0.5)
    process.end(wait=False)
    requests = [msgspec.json.decode(asked.readline(), type=Request) for _ in range(3)]
    assert requests == [Watch(7, 5.0), Measure(7), Kill(7)]


@pytest.mark.parametrize(
    ("ended", "lost", "usage"),
    [
        (Ended(7, 3), Lost("crashed", "the process exited with status 3"), Usage()),
        (Ended(7, -9, "it took too much", usage=Usage(2.0)), Lost("crashed", "it took too much"), Usage(2.0)),
        (Ended(7, -9, "it took too long", is_late=True), Lost("timed-out", "it took too long"), Usage()),
        (None, Lost("crashed", "the process ended"), None),
    ],
)
def test_how_a_forked_worker_ended(forked, ended, lost, usage):
    process, _ = forked
    process.tell(ended)
    assert (process.ending(), process.usage()) == (lost, usage)
    if ended:
        assert msgspec.json.decode(line(ended), type=Report) == ended
