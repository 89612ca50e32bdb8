"""Grading many at a time."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from results import result

from tensorgrade.classroom.engines import local
from tensorgrade.classroom.engines.local import LocalEngine
from tensorgrade.classroom.work import EngineError, Work, engine_of
from tensorgrade.course.catalogue import CourseError
from tensorgrade.exits import Fault, LauncherError
from tensorgrade.grading import Graded
from tensorgrade.scoring.result import ungraded_result
from tensorgrade.submission.read import Submission

GONE = LauncherError("the launcher is gone")


class Fake:
    """A grader and its reference; raises what it is told to where it meets a submission."""

    def __init__(self, **raising):
        self.raising = raising
        self.devices = ("cpu",)
        self.closed = False
        self.learned_from = None
        self.reference = self
        self.settled = []

    def grade(self, submission, seed):
        if submission.name in self.raising:
            raise self.raising[submission.name]
        return Graded(result(submission.name, a=float(seed)), ())

    def ungraded(self, name, seed, fault):
        return Graded(ungraded_result(result(name, a=float(seed))), (fault,))

    def settle(self, seed):
        self.settled.append(seed)
        return ["sums/total[0]"]

    def expected(self, seed):
        return None

    def close(self):
        self.closed = True

    def learn_from(self, other):
        self.learned_from = other


def started(jobs, *graders, unsettled=lambda case: None, gpu_share=None):
    """An engine whose graders are these, one after the other."""
    remaining = iter(graders)
    engine = LocalEngine(lambda: next(remaining), jobs, unsettled, gpu_share)
    engine.start()
    return engine


def class_of(*names, seed=2):
    return [Work(Submission(name, {}, {}), seed) for name in names]


def test_each_submission_once():
    engine = started(3, Fake())
    names = [str(number) for number in range(40)]
    done = list(engine.grade(class_of(*names)))
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

    done = started(2, Waiting()).grade(reading())
    next(done)
    assert len(read) == 3


def test_who_interrupts_waits_for_what_is_at_work_alone(monkeypatch):
    graded, goes_on = [], threading.Event()

    class Slow(Fake):
        def grade(self, submission, seed):
            graded.append(submission.name)
            goes_on.wait(10)
            return super().grade(submission, seed)

    class Pool(ThreadPoolExecutor):
        def shutdown(self, **asked):
            super().shutdown(**{**asked, "wait": False})
            goes_on.set()
            super().shutdown()

    def interrupted(waiting, return_when):
        raise KeyboardInterrupt

    monkeypatch.setattr(local, "wait", interrupted)
    monkeypatch.setattr(local, "ThreadPoolExecutor", Pool)
    with pytest.raises(KeyboardInterrupt):
        list(started(2, Slow()).grade(class_of(*"abcdef")))
    assert "c" not in graded


def test_a_launcher_that_dies_is_renewed():
    first, second = Fake(b=GONE), Fake()
    engine = started(1, first, second)
    done = {one.submission.name: one for one in engine.grade(class_of("a", "b", "c"))}
    assert all(one.graded for one in done.values())
    assert (first.closed, second.learned_from, engine.grader) == (True, first, second)


def test_what_fails_on_our_side_costs_that_submission_alone_and_says_why():
    broken = {"b": GONE, "d": OverflowError("int too large to convert to float")}
    engine = started(2, *(Fake(**broken) for _ in range(9)))
    unread = Work(Submission("e", {}, {}), 2, Fault("OSError: no", "Traceback"))
    done = {one.submission.name: one for one in engine.grade([*class_of(*"abcd"), unread])}
    sentences = {name: one.fault.sentence for name, one in done.items() if one.fault}
    assert sentences == {
        "b": "the launcher is gone",
        "d": "OverflowError: int too large to convert to float",
        "e": "OSError: no",
    }
    assert "Traceback" in done["d"].fault.details
    assert [done[name].graded.result.is_graded for name in "abcde"] == [True, False, True, False, False]


def test_a_course_that_nobody_can_be_graded_on_ends_the_batch():
    engine = started(1, Fake(b=CourseError("the answer key is stale")))
    with pytest.raises(CourseError, match=r"^the answer key is stale$"):
        list(engine.grade(class_of("a", "b")))


def test_the_reference_of_each_seed_is_settled_once():
    told = []
    engine = started(3, Fake(), unsettled=told.append)
    list(engine.grade([*class_of(*"abc", seed=1), *class_of(*"def")]))
    assert sorted(engine.grader.settled) == [1, 2]
    assert told == ["sums/total[0]"] * 2


def test_threads_that_meet_the_same_dead_launcher_renew_it_once():
    second = Fake()
    engine = started(4, Fake(a=GONE, b=GONE, c=GONE, d=GONE), second)
    assert all(one.graded and not one.fault for one in engine.grade(class_of(*"abcd")))
    assert engine.grader is second


def test_no_more_jobs_than_may_share_a_gpu():
    with_gpu = Fake()
    with_gpu.devices = ("cpu", "cuda")
    assert started(4, with_gpu, gpu_share=2).jobs == 2
    assert started(4, Fake(), gpu_share=2).jobs == 4


def test_an_engine_whose_library_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "tensorgrade.classroom.engines.ray", raising=False)
    with pytest.raises(EngineError) as error:
        engine_of("ray", None)
    assert str(error.value) == "--engine ray needs Ray: pip install 'tensorgrade[ray]'"
