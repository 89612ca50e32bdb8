"""A relay: one worker serves one known answer after the other, and each finds nothing of the one before."""

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.execution import relay as module
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.relay import Relay
from tensorgrade.execution.run import run
from tensorgrade.protocol.messages import Subject

pytestmark = pytest.mark.worker

PATCHES = """import torch

torch.Tensor.sum = lambda x: torch.tensor(99.0)
torch.set_default_dtype(torch.float64)
left = 1


def total(x):
    return x.sum()
"""


@pytest.fixture(scope="module")
def launcher(tmp_path_factory):
    with launcher_for(write(tmp_path_factory.mktemp("course")), ("cpu",)) as started:
        yield started


class Started:
    """A launcher that counts what it starts."""

    def __init__(self, launcher):
        self.launcher, self.workers = launcher, []

    def start_worker(self, subject):
        self.workers.append(self.launcher.start_worker(subject))
        return self.workers[-1]

    def release(self, worker):
        pytest.fail("it is kept")


@pytest.fixture
def started(launcher):
    made = Started(launcher)
    yield made
    for worker in made.workers:
        worker.end()


def subject(source, seed=0):
    base = {"ex01_sums.py": REFERENCE.encode()}
    return Subject(files={"ex01_sums.py": source.encode()}, base=base, own=("total",), seed=seed)


def left(transcript):
    """What each case left, apart from the time."""
    return [
        (one.record.ending, [observed.value for observed in one.record.observations], one.record.state_changes,
         [array.tolist() for array in one.arrays.values()])
        for one in transcript.cases.values()
    ]  # fmt: skip


def test_what_follows_another_in_one_worker_leaves_what_it_leaves_in_its_own(launcher, started):
    cases, relay = launcher.collection.cases, Relay(lambda: started)
    subjects = [
        subject(PATCHES),
        subject(REFERENCE),
        subject("def total(x):\n    return left\n"),
        subject(REFERENCE, 4),
    ]
    together = [left(run(relay, one, cases)) for one in subjects]
    alone = [left(run(launcher, one, cases)) for one in subjects]
    assert together == alone
    assert together[1] != together[3]
    assert len(started.workers) == 1


def test_a_worker_that_has_served_many_serves_no_more(launcher, started, monkeypatch):
    monkeypatch.setattr(module, "SERVES", 1)
    relay = Relay(lambda: started)
    for _ in range(4):
        run(relay, subject(REFERENCE), launcher.collection.cases[:1])
    assert [worker.served for worker in started.workers] == [1, 1]


def test_as_many_wait_as_run_at_a_time(launcher, started):
    relay = Relay(lambda: started, workers=2)
    for _ in range(2):
        three = [relay.start_worker(subject(REFERENCE)) for _ in range(3)]
        for worker in three:
            relay.release(worker)
    assert len(started.workers) == 4
    relay.close()


def test_the_worker_that_waits_is_ended_when_a_relay_is_closed(launcher, started):
    relay, ended = Relay(lambda: started), []
    run(relay, subject(REFERENCE), launcher.collection.cases[:1])
    (worker,) = started.workers
    worker.end = lambda wait=True: ended.append(worker)
    relay.close()
    relay.close()
    assert ended == [worker]
    del worker.end
