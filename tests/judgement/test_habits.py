"""Habits of known mistakes: which can be behind the failures of a submission, and what is asked of them first."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import CASE, evidence, tensor

from tensorgrade.judgement.dictionary import known_mistake
from tensorgrade.judgement.habits import Failures, first_of_each_check, habit_of, way_of
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.transcript import Transcript

CASES = [msgspec.structs.replace(CASE, id=f"sums/total[{i}]") for i in range(4)]
NUMBERS = [1.2345, 2.3456, 3.4567]
RIGHT = evidence(("result", tensor(NUMBERS)))
HALVED = evidence(("result", tensor([0.6543, 1.1789, 1.7231])))
DOUBLE = evidence(("result", tensor(NUMBERS, "torch.float64")))
RAISED = evidence(ending=Ending("raised", Failure("TypeError", ("builtins.TypeError",), "no", ())))
LATE = evidence(ending=Ending("timed-out"))
EXPECTED = Transcript({case.id: RIGHT for case in CASES})


def left(*given):
    return Transcript({case.id: one for case, one in zip(CASES, given, strict=True)})


def failures(*given, expected=EXPECTED):
    actual = left(*given)
    found = {case.id: symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in CASES}
    return Failures({case: symptom for case, symptom in found.items() if symptom}, expected, actual)


def habit(*given, last_alone=None):
    mistake = known_mistake("sums.total.m", "total", Named("wrong-values"), CASES, EXPECTED, left(*given))
    return habit_of(mistake, CASES, EXPECTED, last_alone)


def test_a_habit_is_the_ways_in_which_cases_are_failed():
    changed = evidence(("result", tensor(NUMBERS)), state_changes=("gradient mode: True before the call",))
    ids = [case.id for case in CASES]
    assert habit(HALVED, RIGHT, DOUBLE, RAISED).ways == {ids[0]: "values", ids[2]: "dtype", ids[3]: "TypeError"}
    assert habit(LATE, changed, RIGHT, RIGHT).ways == {ids[0]: "timed-out", ids[1]: "state"}
    assert way_of(symptom_of(CASE, RIGHT, HALVED)) == "values"


def test_what_a_mistake_leaves_may_hang_on_the_cases_before():
    alone = replace(HALVED, record=msgspec.structs.replace(HALVED.record, case=CASES[1].id))
    other = replace(DOUBLE, record=msgspec.structs.replace(DOUBLE.record, case=CASES[1].id))
    assert [habit(RIGHT, HALVED, RIGHT, RIGHT, last_alone=one).remembers for one in (None, alone, other)] == [
        False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mistake", "may"),
    [
        ((HALVED, HALVED, RIGHT, RIGHT), True),
        ((HALVED, RIGHT, RIGHT, RIGHT), True),  # there can be two mistakes in one function
        ((HALVED, HALVED, HALVED, RIGHT), False),  # it fails a case of three that the submission passes
        ((HALVED, DOUBLE, RIGHT, RIGHT), False),  # it fails one in another way
        ((RIGHT, RIGHT, RIGHT, RIGHT), False),
    ],
)
def test_which_mistakes_can_be_behind_failures(mistake, may):
    assert failures(HALVED, HALVED, RIGHT, RIGHT).may_come_from(habit(*mistake)) is may


def test_one_case_of_four_may_hang_on_the_inputs():
    seen, mistake = failures(HALVED, RIGHT, HALVED, HALVED), habit(HALVED, HALVED, HALVED, HALVED)
    assert seen.may_come_from(mistake)
    assert seen.other_than(mistake) == {"sums/total[1]"}


def test_in_which_cases_more_differs_than_by_habit():
    both, other = (
        evidence(("result", tensor([0.6543, 1.1789, 1.7231])), ("mode", tensor([number]))) for number in (1.0, 2.0)
    )
    expected = Transcript({case.id: evidence(("result", tensor(NUMBERS)), ("mode", tensor([1.0]))) for case in CASES})
    mistake = known_mistake(
        "sums.total.m", "total", Named("wrong-values"), CASES, expected, left(both, both, both, both)
    )
    seen = failures(both, other, both, both, expected=expected)
    own = habit_of(mistake, CASES, expected, None)
    assert own.shown == dict.fromkeys([case.id for case in CASES], "result values")
    assert (seen.other_than(own), seen.unlike(own)) == (set(), {"sums/total[1]"})


def test_the_first_case_of_each_check():
    cases = [msgspec.structs.replace(CASE, id=str(i), check=check) for i, check in enumerate("abacb")]
    hidden = msgspec.structs.replace(CASE, id="5", check="a", visibility="hidden")
    assert [case.id for case in first_of_each_check([*cases, hidden])] == ["0", "1", "3", "5"]


def test_the_most_telling_case_comes_first_and_of_equals_the_cheapest():
    seconds = dict(zip([case.id for case in CASES], (0.3, 0.1, 0.2, 0.1), strict=True))
    expected = Transcript(
        {
            case: replace(one, record=msgspec.structs.replace(one.record, seconds=seconds[case]))
            for case, one in EXPECTED.cases.items()
        }
    )
    order = failures(HALVED, DOUBLE, HALVED, LATE, expected=expected).most_telling_first()
    assert [case.id for case in order] == ["sums/total[2]", "sums/total[0]", "sums/total[1]"]


def test_what_speaks_against_a_mistake():
    seen = failures(HALVED, DOUBLE, RAISED, RIGHT)
    assert not seen.contradict(CASES[0], HALVED)
    assert seen.contradict(CASES[0], DOUBLE)
    assert not seen.contradict(CASES[0], RIGHT)  # it leaves the case to another mistake
    assert seen.have_numbers_of(CASES[0], HALVED)
    assert not seen.have_numbers_of(CASES[0], RIGHT)


def test_which_cases_are_failed_by_many_numbers():
    seen = failures(HALVED, DOUBLE, RAISED, evidence(("result", tensor([1.0, 0.0, 1.0]))))
    assert [seen.are_of_numbers(case.id) for case in CASES] == [True, False, False, False]


def published(*given):
    """Failures of a submission that left HALVED in all cases, and this on the published seed."""
    return failures(HALVED, HALVED, HALVED, HALVED).beside(left(*given))


def test_what_is_left_on_the_published_seed_rules_a_mistake_out_where_that_fails():
    seen, own = published(HALVED, DOUBLE, HALVED, HALVED), habit(HALVED, HALVED, RIGHT, RIGHT)
    ids = [case.id for case in CASES]
    assert not seen.leave_others_published(own, {ids[0]: HALVED})
    assert not seen.leave_others_published(own, {ids[2]: RIGHT})  # it leaves the case to another mistake
    assert not seen.leave_others_published(own, {})
    assert seen.leave_others_published(own, {ids[0]: HALVED, ids[1]: HALVED})
    assert not seen.leave_others_published(msgspec.structs.replace(own, remembers=True), {ids[1]: HALVED})
    assert not failures(HALVED, HALVED, HALVED, HALVED).leave_others_published(own, {ids[1]: DOUBLE})


def test_which_numbers_differ_on_the_published_seed():
    seen = published(HALVED, RIGHT, DOUBLE, HALVED)
    assert not seen.have_other_numbers_published(CASES[0], RIGHT, HALVED)
    assert seen.have_other_numbers_published(CASES[0], RIGHT, DOUBLE)
    assert not seen.have_other_numbers_published(CASES[1], RIGHT, DOUBLE)  # there the submission is right


def test_a_mistake_may_have_the_numbers_of_a_case_that_it_fails_first_by_the_same_observation():
    first, second = (
        evidence(("sum", tensor([one])), ("product", tensor([other]))) for one, other in ((1.5, 2.5), (1.0, 0.5))
    )
    right = evidence(("sum", tensor([1.0])), ("product", tensor([2.5])))
    expected = Transcript({case.id: right for case in CASES})
    seen = failures(first, right, right, right, expected=expected)
    own, others = (
        habit_of(
            known_mistake("sums.total.m", "total", Named("wrong-values"), CASES, expected, made), CASES, expected, None
        )
        for made in (left(right, right, first, right), left(second, second, second, second))
    )
    assert (seen.may_have_numbers_of(CASES[0].id, own), seen.may_have_numbers_of(CASES[0].id, others)) == (True, False)
