"""What counts towards a limit of time, when it is used up, and who runs alone."""

import threading

import pytest
from symptoms import ended

from tensorgrade.execution import time as limits
from tensorgrade.execution.time import Budget, Spent, Turns, is_busy, wall
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.protocol.records import USED_UP


@pytest.mark.parametrize(("seconds", "most"), [(1.0, 11.0), (5.0, 20.0), (60.0, 240.0)])
def test_wall_time_is_four_times_as_much_and_ten_seconds_at_least(seconds, most):
    assert wall(seconds) == most


@pytest.mark.parametrize(
    ("spent", "fair"),
    [
        (Spent(5.0, processor=1.0, waited=3.5, own=1.0), 1.5),  # the rest it slept
        (Spent(5.0, processor=4.0, waited=3.5, own=4.0), 4.0),  # in two processes
        (Spent(5.0, processor=0.0, waited=0.0, own=0.0), 5.0),
        (Spent(5.0), 5.0),
    ],
)
def test_work_and_sleep_count_and_waiting_for_the_machine_does_not(spent, fair):
    assert spent.fair == fair


def test_a_machine_is_busy_that_lets_a_process_wait():
    assert Spent(10.0, processor=1.0, waited=1.0).is_delayed
    assert not Spent(10.0, processor=1.0, waited=0.1).is_delayed
    assert not Spent(10.0).is_delayed


def test_something_ran_beside_the_check_that_used_much_of_the_time():
    assert Spent(10.0, processor=5.0, own=3.0).is_shared
    assert not Spent(10.0, processor=5.0, own=4.9).is_shared
    assert not Spent(10.0).is_shared


@pytest.mark.parametrize(("load", "busy"), [(2.5, True), (1.5, False)])
def test_the_load_tells_whether_the_machine_is_busy(monkeypatch, load, busy):
    monkeypatch.setattr(limits.os, "getloadavg", lambda: (load, 0.0, 0.0), raising=False)
    monkeypatch.setattr(limits.os, "cpu_count", lambda: 2)
    assert is_busy() == busy


def test_where_the_load_is_not_told_the_machine_may_be_busy(monkeypatch):
    monkeypatch.delattr(limits.os, "getloadavg", raising=False)
    assert is_busy()


def test_a_submission_has_two_minutes():
    budget = Budget()
    budget.charge({"a": 100.0})
    budget.charge({"b": 19.0})
    assert (budget.used, budget.is_used_up) == (119.0, False)
    budget.charge({"a": 1.0})
    assert budget.is_used_up


@pytest.mark.parametrize(("reference", "total"), [(5.0, 120.0), (30.0, 300.0)])
def test_the_total_follows_the_time_of_the_reference(reference, total):
    budget = Budget()
    budget.follow(reference)
    assert budget.total == total


def test_what_was_not_the_code_s_fault_is_taken_back():
    budget = Budget()
    budget.charge({"a": 100.0, "b": 10.0})
    budget.forget("a")
    budget.forget("never run")
    assert budget.used == 10.0


def test_cases_that_took_long_have_no_second_look():
    budget = Budget()
    budget.charge({"quick": 1.0, "slow": 9.5})
    assert budget.has_room(["quick"])
    assert budget.has_room(["slow", "never run"])
    assert not budget.has_room(["quick", "slow"])


def test_nothing_has_a_second_look_when_half_of_the_time_is_used():
    budget = Budget()
    budget.charge({"quick": 1.0, "others": 58.0})
    assert budget.has_room(["quick"])
    budget.charge({"others": 0.5})
    assert not budget.has_room(["quick"])


def test_many_run_together_and_who_wants_to_be_alone_is():
    turns, order = Turns(), []
    begun, go_on = threading.Barrier(3), threading.Event()

    def together():
        with turns.together():
            begun.wait(10)
            go_on.wait(10)
            order.append("together")

    def alone():
        with turns.alone():
            order.append("alone")

    def late():
        with turns.together():
            order.append("late")

    first = [threading.Thread(target=together) for _ in range(2)]
    for one in first:
        one.start()
    begun.wait(10)  # both are in at the same time
    one_alone = threading.Thread(target=alone)
    one_alone.start()
    while not turns._waiting:
        pass
    after = threading.Thread(target=late)
    after.start()
    go_on.set()
    for one in [*first, one_alone, after]:
        one.join(10)
    assert order == ["together", "together", "alone", "late"]


def test_whoever_has_no_time_left_reads_why():
    told = "the time that all checks of a submission may take together was used up before this one began."
    assert told in diagnose(ended("timed-out", USED_UP)).message
    assert told not in diagnose(ended("timed-out", "no answer within 20 s")).message
