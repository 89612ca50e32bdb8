"""What a lost worker costs: the check that lost it, and no other."""

from collections import deque

import pytest

from grader import frames
from grader.handle import Answer, Lost
from grader.protocol import CollectedCase, ImportExercise, Subject
from grader.runner import run
from grader.transcript import CaseRecord, Ending, ImportRecord

CRASH = Lost("crashed", "the process exited with status 0")
LATE = Lost("timed-out", "no answer within 1 s")
FLOOD = Lost("too-much-output", "more than 1 MiB were printed")
STRAY = Lost("unreadable", "an answer came that was not asked for")


def case(name, check=None, exercise="sums"):
    return CollectedCase(f"{exercise}/{name}", exercise, check or name, "total", "", "public", 1.0, 1.0, None)


class Launcher:
    """Workers that do as a script says: for each worker what comes of each case that it is asked for, in order."""

    def __init__(self, *scripts):
        self.scripts = deque(scripts)
        self.asked = []

    def start_worker(self, subject):
        self.asked.append([])
        return Worker(self.scripts.popleft(), self.asked[-1])


class Worker:
    printed = "printed"

    def __init__(self, script, asked):
        self.script = deque(script)
        self.asked = asked

    def ask(self, command, name, seconds):
        if command is ImportExercise:
            return answer(ImportRecord(name, Ending("completed")))
        self.asked.append(name)
        found = self.script.popleft()
        return found if isinstance(found, Lost | Answer) else answer(CaseRecord(name, Ending("completed")))

    def end(self, wait=True):
        pass


def answer(record):
    return Answer(frames.encode(bytes(16), record, {})[frames.PREFIX.size :], b"")


def kinds(launcher, *cases):
    return [found.record.ending.kind for found in run(launcher, Subject({}, 0), cases).cases.values()]


@pytest.mark.parametrize("loss", [CRASH, FLOOD, STRAY, Answer(b"no record", b"")])
def test_what_an_earlier_case_left_behind_costs_the_next_nothing(loss):
    launcher = Launcher(["fine", loss], ["fine", "fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed"] * 3
    assert launcher.asked == [["sums/a", "sums/b"], ["sums/b", "sums/c"]]


def test_a_case_that_is_lost_in_a_new_worker_too_is_lost():
    launcher = Launcher(["fine", CRASH], [CRASH], ["fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed", "crashed", "completed"]


def test_a_case_that_is_lost_in_a_new_worker_is_not_run_again():
    launcher = Launcher([CRASH], ["fine"])
    assert kinds(launcher, case("a"), case("b")) == ["crashed", "completed"]


def test_a_case_that_takes_too_long_is_not_run_again():
    launcher = Launcher(["fine", LATE], ["fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed", "timed-out", "completed"]


def test_the_cases_of_a_check_that_lost_its_worker_are_not_run():
    launcher = Launcher([CRASH], ["fine"])
    assert kinds(launcher, case("a0", "a"), case("a1", "a"), case("b")) == ["crashed", "crashed", "completed"]
