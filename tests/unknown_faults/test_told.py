"""What faults are told that nobody wrote down, in a course of one exercise, and how it is counted."""

import sys

import pytest
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.unknown_faults.told import UNREAD, Survey, Told, UnknownFault, mutants_as_faults, survey, verdict_on

TWINS = '''"""Known mistakes of total."""


def mean(x):
    """wrong-values: The mean is taken in place of the sum."""
    return x.mean()


def averaged(x):
    """wrong-values: The mean is taken in place of the sum."""
    return x.sum() / len(x)


def largest(x):
    """reduced-wrong: The largest number is returned."""
    return x.max()
'''.replace("reduced-wrong", "wrong-axis")


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("tiny"), mistake=TWINS)
    return survey(read_course(root), (), mutants=3)


@pytest.mark.worker
@pytest.mark.slow
def test_a_mistake_is_graded_without_its_own_recording(surveyed):
    told = {one.fault.name.rpartition(".")[2]: one for one in surveyed.left_out["sums"]}
    assert [told[name].verdict for name in ("mean", "averaged")] == ["true", "true"], "the other spelling is known"
    assert told["largest"].lesson.cause != "The largest number is returned."
    assert told["largest"].verdict in ("", UNREAD)
    assert [told[name].is_named for name in ("mean", "averaged", "largest")] == [True, True, False]


@pytest.mark.worker
@pytest.mark.slow
def test_mutants_are_graded_beside_them(surveyed):
    assert surveyed.missing == ""
    assert [one.counts["graded"] for one in surveyed.mutants["sums"]] == [1, 1, 1]
    assert all(not one.fault.mistake and one.fault.cause == "" for one in surveyed.mutants["sums"])
    assert len(surveyed.told) == 6


def lesson(name="wrong-values", cause="", candidates=()):
    return Diagnosis(name, "", "", "", "", cause, "", candidates)


KNOWN = UnknownFault("sums.total.mean", "total", "", "sums.total.mean", "wrong-values", "The mean is taken.")
MUTANT = UnknownFault("sums.total: a -> b", "total", "")
READ = {"sums.total.mean": {"It is line.": "false"}}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (None, ""),
        (lesson(candidates=("a", "b")), ""),
        (lesson(cause="The mean is taken."), "true"),
        (lesson(cause="It is line 3."), "false"),
        (lesson(cause="It is another thing."), UNREAD),
    ],
)
def test_a_cause_is_true_that_is_its_authors_or_that_a_reader_found_so(told, verdict):
    told = told and told.__class__(*(getattr(told, name) for name in told.__struct_fields__))
    readings = {"sums.total.mean": {"It is line": "true", "It is line.": "false"}}
    assert verdict_on(KNOWN, told, readings) == verdict


@pytest.mark.parametrize(
    ("fault", "told", "counted"),
    [
        (KNOWN, Told(KNOWN, None, ""), {"graded": 1}),
        (KNOWN, Told(KNOWN, lesson(), ""), {"graded": 1, "caught": 1, "named": 1, "seen": 1}),
        (KNOWN, Told(KNOWN, lesson("raised"), ""), {"graded": 1, "caught": 1, "named": 0, "seen": 1}),
        (KNOWN, Told(KNOWN, lesson(candidates=("a",)), ""), {"graded": 1, "caught": 1, "named": 1, "could be": 1}),
        (KNOWN, Told(KNOWN, lesson(cause="a"), "partly"), {"graded": 1, "caught": 1, "named": 1, "partly": 1}),
        (MUTANT, Told(MUTANT, lesson(), ""), {"graded": 1, "caught": 1, "named": 0, "seen": 1}),
        (MUTANT, Told(MUTANT, lesson("wrong-scale"), ""), {"graded": 1, "caught": 1, "named": 1, "seen": 1}),
    ],
)
def test_each_fault_counts_once_by_what_it_is_told(fault, told, counted):
    assert told.counts == counted


def test_those_of_one_verdict_are_found_again():
    one, other = Told(KNOWN, lesson(cause="a"), "false"), Told(MUTANT, lesson(cause="b"), UNREAD)
    found = Survey({"sums": [one]}, {"sums": [other]})
    assert (found.with_verdict("false"), found.with_verdict(UNREAD), found.with_verdict("true")) == ([one], [other], [])


def test_why_there_are_no_mutants(tmp_path, monkeypatch):
    (exercise,) = read_course(write(tmp_path)).exercises
    assert mutants_as_faults(exercise, 0) == ([], "none were asked for")
    faults, why = mutants_as_faults(exercise, 4)
    assert (len(faults), why) == (4, "") and faults == mutants_as_faults(exercise, 4)[0]
    monkeypatch.setitem(sys.modules, "tensorgrade.unknown_faults.mutants", None)
    assert mutants_as_faults(exercise, 4) == ([], "they need cosmic-ray: pip install 'tensorgrade[mutants]'")
