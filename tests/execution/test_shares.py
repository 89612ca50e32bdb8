"""Sharing cases out among processes."""

import pytest
from symptoms import case

from tensorgrade.execution.shares import shares
from tensorgrade.protocol.records import CaseRecord, Ending
from tensorgrade.protocol.transcript import Evidence, Transcript


def took(**seconds):
    """The transcript of a reference that took so long on each check."""
    found = {}
    for check, number in seconds.items():
        for draw in range(2):
            name = f"sums/{check}[draw{draw}]"
            found[name] = Evidence(CaseRecord(name, Ending("completed"), seconds=number))
    return Transcript(found)


@pytest.mark.parametrize("seconds", [{"a": 1.0, "b": 2.0, "c": 3.0}, {"a": 3.0, "b": 2.0, "c": 1.0}])
def test_one_process_runs_the_cases_in_their_order_whatever_they_take(seconds):
    cases = [case("sums", check, draw=draw) for check in "abc" for draw in range(2)]
    assert shares(cases, took(**seconds), 1) == [cases]


def test_two_processes_take_about_as_long_and_keep_checks_whole():
    a, b, c = ([case("sums", check, draw=draw) for draw in range(2)] for check in "abc")
    assert shares([*a, *b, *c], took(a=1.0, b=2.0, c=1.0), 2) == [b, [*a, *c]]
    assert shares(a, took(a=1.0), 2) == [a]


def test_exercises_stay_whole():
    own = [case("sums", "a"), case("sums", "b")]
    other = [case("means", "a"), case("means", "b")]
    expected = Transcript(
        {one.id: Evidence(CaseRecord(one.id, Ending("completed"), seconds=1.0)) for one in own + other}
    )
    assert shares([*own, *other], expected, 2) == [own, other]
