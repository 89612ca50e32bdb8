"""Grading many at a time."""

import threading

from results import result

from grader.engine import LocalEngine
from grader.grading import Graded
from grader.launch import LauncherError
from grader.submission import Submission


class Fake:
    """A grader that dies when it is told to."""

    def __init__(self, dies_on=()):
        self.dies_on = set(dies_on)
        self.closed = False
        self.learned_from = None
        self.reference = self

    def grade(self, submission, seed):
        if submission.name in self.dies_on:
            raise LauncherError("the launcher is gone")
        return Graded(result(submission.name, a=float(seed)), ())

    def close(self):
        self.closed = True

    def learn_from(self, other):
        self.learned_from = other


def class_of(*names):
    return [Submission(name, {}, {}) for name in names]


def test_each_submission_once():
    engine = LocalEngine(Fake(), 3, Fake)
    names = [str(number) for number in range(40)]
    done = list(engine.grade(class_of(*names), 2))
    assert sorted(one.submission.name for one in done) == sorted(names)
    assert all(one.graded.result.submission == one.submission.name and not one.fault for one in done)
    assert done[0].graded.result.points == 2.0


def test_no_more_is_read_than_there_is_work_for():
    read, given = [], threading.Event()

    class Waiting(Fake):
        def grade(self, submission, seed):
            given.wait(10)
            return super().grade(submission, seed)

    def reading():
        for submission in class_of(*"abcdefgh"):
            read.append(submission)
            if len(read) == 3:
                given.set()
            yield submission

    done = LocalEngine(Waiting(), 2, Fake).grade(reading(), 0)
    next(done)
    assert len(read) == 3


def test_a_launcher_that_dies_is_renewed():
    first, second = Fake(dies_on="b"), Fake()
    engine = LocalEngine(first, 1, lambda: second)
    done = {one.submission.name: one for one in engine.grade(class_of("a", "b", "c"), 0)}
    assert all(one.graded for one in done.values())
    assert (first.closed, second.learned_from, engine.grader) == (True, first, second)


def test_a_submission_that_no_launcher_survives_is_our_fault_and_costs_only_itself():
    engine = LocalEngine(Fake(dies_on="b"), 2, lambda: Fake(dies_on="b"))
    done = {one.submission.name: one for one in engine.grade(class_of("a", "b", "c"), 0)}
    assert (done["b"].graded, done["b"].fault) == (None, "the launcher is gone")
    assert done["a"].graded
    assert done["c"].graded


def test_threads_that_meet_the_same_dead_launcher_renew_it_once():
    made = []

    def renew():
        made.append(Fake())
        return made[-1]

    engine = LocalEngine(Fake(dies_on="abcd"), 4, renew)
    assert all(one.graded for one in engine.grade(class_of(*"abcd"), 0))
    assert len(made) == 1
