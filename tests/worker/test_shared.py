"""What cases share: one run, the same for all that ask, whichever comes first."""

import random
import traceback

import numpy as np
import pytest
import torch
from tiny_course import write

from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.run import run
from tensorgrade.protocol.messages import Subject
from tensorgrade.worker.case import shared_seed
from tensorgrade.worker.shared import run_once

CHECKS = '''
import pytest
import torch


@pytest.fixture
def drawn(subject, once):
    return lambda: once("drawn", lambda: (subject.total(torch.ones(2)), torch.rand(()).item()))


@pytest.mark.points(5)
@pytest.mark.parametrize("i", [0, 1])
def test_first(observe, drawn, i):
    """total is called once"""
    torch.rand(i)
    observe("result", drawn().result)
    observe("drawn afterwards", torch.rand(()).item())


@pytest.mark.points(5)
@pytest.mark.parametrize("i", [0, 1])
def test_second(observe, drawn, i):
    """total is called no more than once"""
    observe("result", drawn().result)
    observe("global state", ", ".join(drawn().changes))
'''


def generators():
    return torch.rand(()).item(), float(np.random.rand()), random.random()


def test_a_run_leaves_the_generators_where_they_were_and_draws_from_its_own():
    torch.manual_seed(1), np.random.seed(1), random.seed(1)
    expected = generators()
    torch.manual_seed(1), np.random.seed(1), random.seed(1)
    first = run_once(generators, 7, "cpu", [])
    assert generators() == expected
    assert run_once(generators, 7, "cpu", []).result == first.result != run_once(generators, 8, "cpu", []).result


def test_a_run_tells_what_it_changed_and_puts_it_back():
    def change():
        torch.set_grad_enabled(False)
        torch.manual_seed(9)

    before = torch.initial_seed()
    shared = run_once(change, 7, "cpu", [])
    assert shared.changes == ("gradient mode: True before the call, False after", "seed")
    assert torch.is_grad_enabled() and torch.initial_seed() == before


def test_the_calls_of_a_run_are_its_own():
    calls = ["row(x)"]
    shared = run_once(lambda: calls.append("train(x)"), 7, "cpu", calls)
    assert (calls, shared.calls) == (["row(x)"], ("train(x)",))


def test_what_a_run_raises_is_raised_each_time_at_its_own_line():
    shared = run_once(lambda: {}["missing"], 7, "cpu", [])
    lengths = []
    for _ in range(3):
        with pytest.raises(KeyError, match="missing") as caught:
            _ = shared.result
        lengths.append(len(traceback.extract_tb(caught.value.__traceback__)))
    assert lengths[0] == lengths[1] == lengths[2]


def test_the_seed_of_a_run_follows_from_file_name_and_run(tmp_path):
    path = tmp_path / "exercises" / "checks" / "test_sums.py"
    hidden = tmp_path / "solutions" / "checks" / "test_sums.py"
    seeds = {
        shared_seed(path, "a", 0),
        shared_seed(path, "b", 0),
        shared_seed(path, "a", 1),
        shared_seed(hidden, "a", 0),
    }
    assert len(seeds) == 4 and shared_seed(path, "a", 0) in seeds


def test_a_generator_of_another_device_is_put_back():
    from tensorgrade.worker.devices import lacking

    if lacking("sim"):
        pytest.skip("torch cannot have the simulated accelerator")
    module = torch.get_device_module("sim")
    module.manual_seed(4)
    before = module.get_rng_state()
    drawn = [run_once(lambda: torch.rand((), device="sim").item(), 7, "sim", []).result for _ in range(2)]
    assert drawn[0] == drawn[1] and torch.equal(module.get_rng_state(), before)


COUNTING = """
import torch
seen = []


def total(x):
    seen.append(x)
    if len(seen) == FAILS:
        raise ValueError("no more")
    torch.manual_seed(3)
    return len(seen)
"""


@pytest.mark.worker
def test_cases_of_a_file_find_the_same_run(tmp_path):
    with launcher_for(write(tmp_path, checks=CHECKS), ("cpu",)) as launcher:
        cases = launcher.collection.cases
        left = {}
        for name, order, fails in (("right", cases, 0), ("turned", cases[::-1], 0), ("failing", cases, 1)):
            files = {"ex01_sums.py": COUNTING.replace("FAILS", str(fails)).encode()}
            transcript = run(launcher, Subject(files=files, seed=0), order)
            left[name] = [transcript.of(case.id).record for case in cases]
    results = [record.observations[0].value for record in left["right"]]
    assert results == results[:1] * 4 and results[0].items[0].number == 1
    for record, turned in zip(left["right"], left["turned"], strict=True):
        assert record.observations == turned.observations and not record.state_changes
        assert set(record.calls) == {"total(float32 tensor of shape (2,))"}
    assert [record.observations[1].value.text for record in left["right"][2:]] == ["seed", "seed"]
    assert {(record.ending.kind, record.ending.failure.message) for record in left["failing"]} == {
        ("raised", "no more")
    }
