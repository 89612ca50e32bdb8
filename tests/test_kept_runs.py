"""What is kept of a submission's runs comes back as it was, within its bounds."""

import dataclasses
from types import SimpleNamespace

import numpy as np
from msgspec.structs import replace
from symptoms import CASE, PLACE, evidence, tensor

from tensorgrade.judgement.edit import Edit, Splice
from tensorgrade.judgement.edit_trials import Broken
from tensorgrade.judgement.judge import judge
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.kept_runs import Runs, SecondRuns, joined, packed_runs, runs_of, unpacked_runs
from tensorgrade.protocol.records import LeftOut, Reason
from tensorgrade.protocol.transcript import Evidence, Transcript

RIGHT = evidence(("result", tensor([1.0, 2.0])))
WRONG = evidence(("result", tensor([1.0, 9.0])))
LEFT_OUT = {"sums": (LeftOut(PLACE, Reason.TOO_LONG),)}


def of_case(name, one, printed=""):
    """Evidence of a case of that name."""
    record = type(one.record)(name, one.record.ending, one.record.observations, one.record.calls, seconds=0.5)
    return Evidence(record, one.arrays, printed)


def case(name):
    return replace(CASE, id=name, check=name)


CASES = [case("sums/right"), case("sums/wrong")]
REFERENCE = Transcript({one.id: of_case(one.id, RIGHT) for one in CASES})
ACTUAL = Transcript(
    {"sums/right": of_case("sums/right", RIGHT), "sums/wrong": of_case("sums/wrong", WRONG, "hello")}, LEFT_OUT
)


def symptoms_of(one):
    """What would be wrong with a case that left something else."""
    symptom = symptom_of(one, REFERENCE.of(one.id), of_case(one.id, WRONG))
    return (symptom,)


def kept():
    again = {7: Transcript({"sums/wrong": of_case("sums/wrong", RIGHT)})}
    return runs_of(7, ACTUAL, judge(CASES, REFERENCE, ACTUAL), again, {"sums": "key"})


def test_only_what_differs_is_kept_and_the_whole_transcript_comes_back():
    runs = unpacked_runs(packed_runs(kept()))
    assert list(runs.failing.cases) == ["sums/wrong"]
    assert (runs.seed, runs.passing, runs.references) == (7, {"sums/right": 0.5}, {"sums": "key"})
    actual = runs.actual(REFERENCE, CASES)
    assert actual.left_out == LEFT_OUT
    assert actual.of("sums/wrong").printed == "hello"
    assert [symptom_of(one, REFERENCE.of(one.id), actual.of(one.id)) is None for one in CASES] == [True, False]
    np.testing.assert_array_equal(actual.of("sums/wrong").arrays["0"], [1.0, 9.0])


def test_changes_that_mend_a_function_are_kept_and_replaced_with_their_exercise():
    edit = Edit(3, "without `.detach()`", "Look it up.", (Splice(1, 2, b"x"),), about="detach")
    asked = Broken(SimpleNamespace(slug="sums"), "total", CASES, ["sums/wrong"])
    runs = runs_of(7, ACTUAL, judge(CASES, REFERENCE, ACTUAL), {}, {"sums": "key"}, {"sums.total": (edit,)})
    back = unpacked_runs(packed_runs(runs))
    assert back.mend(asked) == (edit,)
    assert joined(back, kept()).mend(asked) == ()
    assert joined(back, Runs(7, Transcript({}), references={"other": "key"})).mend(asked) == (edit,)


def test_a_case_that_brings_advice_is_kept_as_it_was():
    (first, *others) = judge(CASES, REFERENCE, ACTUAL)
    judged = [dataclasses.replace(first, advice=symptoms_of(CASES[0])), *others]
    assert set(runs_of(7, ACTUAL, judged, {}, {}).failing.cases) == {"sums/right", "sums/wrong"}


def test_what_was_run_again_comes_back_and_nothing_is_made_up():
    runs = unpacked_runs(packed_runs(kept()))
    assert runs.run_again(7, CASES).of("sums/wrong").arrays["0"].tolist() == [1.0, 2.0]
    assert list(runs.run_again(0, CASES).cases) == []
    bare = Runs(7, ACTUAL)
    assert bare.run_again(7, CASES).cases == ACTUAL.cases  # not run again: taken to do the same


def test_a_check_that_nobody_was_graded_on_stays_so():
    reference = Transcript({"sums/right": of_case("sums/right", RIGHT)})
    runs = unpacked_runs(packed_runs(runs_of(7, ACTUAL, judge(CASES, reference, ACTUAL), {}, {})))
    assert runs.unsure == ("sums/wrong",)
    judged = judge(CASES, runs.expected(REFERENCE), runs.actual(REFERENCE, CASES))
    assert [check.outcome for check in judged] == ["passed", "ungraded"]


def test_runs_of_one_exercise_take_the_place_of_its_old_ones_only():
    other = Transcript({"loops/a": of_case("loops/a", WRONG)})
    old = Runs(7, Transcript({**ACTUAL.cases, **other.cases}), {"loops/b": 0.1, "sums/c": 0.1}, {}, {"loops": "l"})
    both = joined(old, kept())
    assert set(both.failing.cases) == {"loops/a", "sums/wrong"}
    assert both.passing == {"loops/b": 0.1, "sums/right": 0.5}
    assert both.references == {"loops": "l", "sums": "key"}
    assert joined(Runs(8, ACTUAL), kept()).failing.cases == kept().failing.cases


def test_more_than_there_is_room_for_is_not_kept(monkeypatch):
    assert packed_runs(kept())
    monkeypatch.setattr("tensorgrade.kept_runs.KEPT_BYTES", 100)
    assert packed_runs(kept()) == b""
    monkeypatch.undo()
    monkeypatch.setattr("tensorgrade.kept_runs.ROOM_BYTES", 4)
    assert packed_runs(kept()) == b""


def test_what_cannot_be_read_is_nothing():
    content = packed_runs(kept())
    assert [unpacked_runs(broken) for broken in (b"", b"no", content[:-9])] == [None, None, None]


def test_second_runs_are_remembered_by_seed():
    runs = SecondRuns(lambda seed, cases: Transcript({one.id: of_case(one.id, RIGHT) for one in cases}))
    runs.run(7, CASES[:1])
    runs.run(7, CASES[1:])
    runs.run(0, CASES[1:])
    assert {seed: list(left.cases) for seed, left in runs.left.items()} == {
        7: ["sums/right", "sums/wrong"],
        0: ["sums/wrong"],
    }
