"""What singles out a cause: many numbers that nothing else comes to, and not a flag, a count or a loose accuracy."""

import pytest
from symptoms import evidence, tensor

from tensorgrade.judgement.weight import SINGLES_OUT, rarity, total, weights_of
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.values import FlagValue, MappingValue, NumberValue, RaisedValue, SequenceValue


def weight(expected, actual, **options):
    return total(weights_of(evidence(("result", expected, options)), evidence(("result", actual, options))))


def number(value, kind="float"):
    return NumberValue(kind, value.hex() if kind == "float" else str(value))


def test_numbers_that_were_computed_single_a_cause_out():
    assert weight(tensor([1.5, 2.5]), tensor([0.375, 0.625])) > SINGLES_OUT
    assert weight(number(0.7), number(0.35)) > SINGLES_OUT
    assert weight(SequenceValue("list", (number(0.7),)), SequenceValue("list", (number(0.35),))) > SINGLES_OUT
    assert weight(MappingValue((("loss", number(0.7)),)), MappingValue((("loss", number(0.35)),))) > SINGLES_OUT


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (FlagValue(True), FlagValue(False)),
        (number(3, "int"), number(4, "int")),
        (tensor([1.5, 2.5]), tensor([1.5, 2.5], "torch.float64")),
        (tensor([1.5, 2.5]), tensor([2.5, 1.5])),
        (tensor([1.5, 2.5]), tensor([3.0, 4.0])),
        (RaisedValue(("builtins.ValueError",), "no"), RaisedValue((), "")),
    ],
)
def test_what_many_faults_leave_does_not(expected, actual):
    assert 0 < weight(expected, actual) < SINGLES_OUT / 2


def test_numbers_that_anything_may_come_to_weigh_nothing():
    assert weight(tensor([1.5, 2.5]), tensor([0.0, 1.0])) == 0
    counted = [MappingValue((("loss", number(0.7)), ("accuracy", number(share)))) for share in (0.5, 0.0)]
    assert weight(*counted) == 0
    assert weight(tensor([1.5, 2.5]), tensor([0.0])) > 0  # another shape is something


def test_an_accuracy_that_has_only_to_be_large_enough_weighs_nothing():
    assert weight(number(0.9), number(0.1), at_least=0.05) == 0


def test_numbers_of_a_coarse_dtype_weigh_less():
    coarse = weight(tensor([1.5], "torch.bfloat16"), tensor([0.375], "torch.bfloat16"))
    assert coarse < SINGLES_OUT / 2 < SINGLES_OUT < weight(tensor([1.5]), tensor([0.375]))


def test_what_agrees_with_the_reference_weighs_nothing():
    assert weight(tensor([1.5]), tensor([1.5])) == 0


def test_five_flags_single_out_no_cause_and_six_do():
    def flags(value, count):
        return evidence(*((f"flag {number}", FlagValue(value)) for number in range(count)))

    agreed = [total(weights_of(flags(True, count), flags(False, count))) for count in (5, 6)]
    assert [weighs >= SINGLES_OUT for weighs in agreed] == [False, True]


def test_the_same_seen_again_says_nothing_new():
    one = evidence(("result", FlagValue(False)))
    things = [*weights_of(evidence(("result", FlagValue(True))), one)]
    assert total([*things, *things]) == total(things)


def test_what_tells_enough_is_looked_at_no_further():
    def things():
        yield "one", 5.0
        yield "another", 8.0
        pytest.fail("nobody asks for more")

    assert total(things(), enough=SINGLES_OUT) == 13


def test_an_exception_and_state_left_changed_weigh_something():
    failure = Failure("ValueError", ("builtins.ValueError",), "no")
    raised = evidence(ending=Ending("raised", failure), state_changes=["seed"])
    assert 0 < total(weights_of(evidence(), raised)) < SINGLES_OUT
    one, both = (evidence(state_changes=changes) for changes in (["seed"], ["seed", "mode"]))
    assert total(weights_of(evidence(), one)) > 0
    assert total(weights_of(evidence(), both)) == 2 * total(weights_of(evidence(), one))
    assert total(weights_of(one, one)) == 0


def test_what_none_of_many_others_left_is_rare():
    assert rarity(31, 0) == 5
    assert rarity(31, 31) == 0


def test_numbers_beside_other_values_are_weighed_too():
    pair = [SequenceValue("tuple", (FlagValue(True), number(share))) for share in (0.7, 0.35)]
    assert weight(*pair) > SINGLES_OUT


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (tensor([5.0]), tensor([[0.0, 1.0]]), tensor([[0.0], [1.0]])),
        (RaisedValue(("builtins.ValueError",), "no"), RaisedValue((), ""), RaisedValue(("builtins.KeyError",), "no")),
    ],
    ids=["shapes", "exceptions"],
)
def test_two_wrong_answers_of_different_words_are_two_things(expected, one, other):
    things = [list(weights_of(evidence(("result", expected)), evidence(("result", each)))) for each in (one, other)]
    assert total([thing for each in things for thing in each]) == 2 * total(things[0]) > 0
