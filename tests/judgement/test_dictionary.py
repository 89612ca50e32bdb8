"""Known mistakes are recognised by what they do, and nothing is named that the evidence contradicts."""

import msgspec
import pytest
from symptoms import CASE, ended, evidence, tensor

from tensorgrade.judgement.dictionary import (
    behaves_alike,
    failures_alike,
    first_numbers_alike,
    holds_numbers,
    known_mistake,
    named_by_mistakes,
)
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.judgement.veto import Source
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import FlagValue, MappingValue, NumberValue, RaisedValue, SequenceValue, TextValue

CASES = [msgspec.structs.replace(CASE, id=f"sums/total[{i}]") for i in range(3)]


def transcript(*values, **options):
    """One observation a case; a number stands for a tensor."""
    made = (tensor([float(one)]) if isinstance(one, int | float) else one for one in values)
    return Transcript({case.id: evidence(("result", one), **options) for case, one in zip(CASES, made, strict=True)})


RIGHT = transcript(1, 2, 3)
TRUE = FlagValue(True)


def known(name, diagnosis, *values, cause="", remedy=""):
    words = Named(diagnosis, cause or f"It is {name}.", remedy)
    return known_mistake(name, "total", words, CASES, RIGHT, transcript(*values))


def named(actual, *mistakes, source=None):
    symptoms = {case.id: found for case in CASES if (found := symptom_of(case, RIGHT.of(case.id), actual.of(case.id)))}
    found = named_by_mistakes(symptoms, RIGHT, actual, mistakes, source)
    return [found.get(case.id) for case in CASES]


DOUBLE = known("double", "wrong-values", 2.25, 4.25, 6.25, remedy="Halve it.")
DOUBLED = transcript(2.25, 4.25, 6.25)


def test_a_mistake_is_known_by_its_answers():
    assert named(DOUBLED, DOUBLE) == [Named("wrong-values", "It is double.", "Halve it.")] * 3


def test_a_mistake_that_answers_otherwise_in_one_case_is_not_it():
    assert named(transcript(2.25, 4.25, 7.25), DOUBLE) == [None] * 3


def test_a_mistake_that_fails_where_the_submission_is_right_is_not_it():
    assert [one and one.cause for one in named(transcript(2.25, 4.25, 3), DOUBLE)] == ["", "", None]


def test_the_mistake_that_explains_most_wins():
    assert named(DOUBLED, known("twice", "wrong-values", 2.25, 4.25, 3), DOUBLE) == named(DOUBLED, DOUBLE)


def test_two_mistakes_at_once_explain_cases_of_their_own():
    first, last = known("first", "stale-gradient", 9.25, 2, 3), known("last", "batch-mean", 1, 2, 8.25)
    found = named(transcript(9.25, 2, 8.25), first, last)
    assert found == [Named("stale-gradient", "It is first."), None, Named("batch-mean", "It is last.")]


def test_several_causes_that_fit_are_told_as_what_it_could_be_under_the_more_general_name():
    mistakes = [known("seen", "wrong-values", 2.25, 4.25, 6.25), known("cause", "stale-gradient", 2.25, 4.25, 6.25)]
    assert named(DOUBLED, *mistakes) == [Named("wrong-values", candidates=("It is seen.", "It is cause."))] * 3


def test_three_candidates_are_told_and_no_more():
    mistakes = [known(str(i), "wrong-values", 2.25, 4.25, 6.25, remedy="Halve it.") for i in range(4)]
    assert named(DOUBLED, *mistakes)[0] == Named(
        "wrong-values", remedy="Halve it.", candidates=("It is 0.", "It is 1.", "It is 2.")
    )


def test_what_many_faults_leave_singles_out_no_cause():
    assert (
        named(transcript(0, 0, 0), known("empty", "wrong-values", 0, 0, 0))
        == [Named("wrong-values", candidates=("It is empty.",))] * 3
    )


OTHERS = [known(f"other {i}", "wrong-values", 0, 0, 100 + i) for i in range(20)]
FLAGS = transcript(FlagValue(False), FlagValue(False), 3)
FLAGGED = known("flagged", "wrong-values", FlagValue(False), FlagValue(False), 3)


def test_little_evidence_is_enough_for_the_only_one_of_many_known_causes_that_explains_all():
    assert named(FLAGS, FLAGGED, *OTHERS) == [Named("wrong-values", "It is flagged.")] * 2 + [None]


def test_two_causes_that_share_what_fails_each_need_evidence_of_their_own():
    parts = [
        known(f"part {i}", "wrong-values", *(FlagValue(False) if i == k else k + 1 for k in range(3))) for i in (0, 1)
    ]
    assert [one.candidates for one in named(FLAGS, *parts, *OTHERS)[:2]] == [("It is part 0.",), ("It is part 1.",)]


def test_an_accuracy_that_is_too_low_singles_out_no_cause():
    def accuracy(value):
        number = NumberValue("float", value.hex())
        return Transcript({case.id: evidence(("accuracy", number, {"at_least": 0.1})) for case in CASES})

    right, wrong = accuracy(0.9), accuracy(0.1)
    symptoms = {case.id: symptom_of(case, right.of(case.id), wrong.of(case.id)) for case in CASES}
    slow = known_mistake("slow", "total", Named("low-accuracy", "It is slow."), CASES, right, wrong)
    (found,) = set(named_by_mistakes(symptoms, right, wrong, [slow, *OTHERS]).values())
    assert found == Named("low-accuracy", candidates=("It is slow.",))


def test_the_source_may_refuse_a_cause():
    by_name = known("mean", "wrong-values", 2.25, 4.25, 6.25, cause="`mean` is called in place of `sum`.")
    assert named(DOUBLED, by_name, source=Source(frozenset({"mean"})))[0].cause == by_name.words.cause
    assert named(DOUBLED, by_name, source=Source(frozenset({"median"}))) == [Named("wrong-values")] * 3


def test_words_and_counts_alone_do_not_tell_half_a_mistake():
    words = [TextValue("as before"), TextValue("changed"), NumberValue("int", "7")]
    assert named(transcript(*words), known("other", "wrong-values", 9, 9, 9)) == [None] * 3


def test_exceptions_are_alike_by_class_and_cause():
    def ending(message, kind="RuntimeError"):
        return Ending("raised", Failure(kind, (f"builtins.{kind}",), message))

    shapes = "mat1 and mat2 shapes cannot be multiplied ({} and 3x1)"
    one, other = (evidence(ending=ending(shapes.format(size))) for size in ("1x2", "7x2"))
    assert behaves_alike(one, other)
    assert not behaves_alike(one, evidence(ending=ending("my own words")))
    of_another_class = evidence(ending=ending(shapes.format("1x2"), "ValueError"))
    assert not behaves_alike(one, of_another_class)
    assert not behaves_alike(of_another_class, one)
    assert not behaves_alike(one, evidence())
    assert not behaves_alike(one, evidence(ending=ending(shapes), state_changes=["seed"]))


def test_a_mistake_s_cases():
    assert known("last", "wrong-values", 1, 2, 9, cause="x").failing == frozenset({"sums/total[2]"})


def test_equal_numbers_before_a_difference_give_a_name_and_no_cause():
    def pairs(*numbers):
        return Transcript(
            {
                case.id: evidence(("first", tensor([float(one)])), ("second", tensor([float(two)])))
                for case, (one, two) in zip(CASES, numbers, strict=True)
            }
        )

    right = pairs((1, 1), (2, 2), (3, 3))
    submitted = pairs((9.25, 5), (9.5, 6), (9.75, 7))
    symptoms = {case.id: symptom_of(case, right.of(case.id), submitted.of(case.id)) for case in CASES}

    def mistake(name, diagnosis, *numbers):
        return known_mistake(name, "total", Named(diagnosis, name), CASES, right, pairs(*numbers))

    half = mistake("half", "batch-mean", (9.25, 1), (9.5, 2), (9.75, 3))
    assert named_by_mistakes(symptoms, right, submitted, [half]) == dict.fromkeys(symptoms, Named("batch-mean"))
    other_name = mistake("rest", "stale-gradient", (9.25, 3), (9.5, 3), (9.75, 4))
    assert named_by_mistakes(symptoms, right, submitted, [half, other_name]) == {}
    assert named_by_mistakes(symptoms, right, submitted, [mistake("other", "batch-mean", (8, 5), (8, 6), (8, 7))]) == {}
    assert named_by_mistakes(symptoms, right, submitted, []) == {}


def test_a_mistake_that_fails_nothing_is_none():
    assert named(DOUBLED, known("right", "wrong-values", 1, 2, 3)) == [None] * 3


def test_a_decisive_ending_is_nobody_s_mistake():
    late = Transcript({case.id: evidence(ending=Ending("timed-out")) for case in CASES})
    twin = known_mistake("late", "total", Named("wrong-values"), CASES, RIGHT, late)
    assert named(late, twin) == [None] * 3


def test_what_takes_too_long_by_a_mistake_comes_of_it():
    def without_end(*values, late):
        first, second, _ = transcript(*values, values[-1]).cases.values()
        return Transcript({CASES[0].id: first, CASES[1].id: second, CASES[2].id: late})

    late, gone = (evidence(ending=Ending(kind)) for kind in ("timed-out", "crashed"))
    words = Named("wrong-values", "It is double.")
    mistake = known_mistake("double", "total", words, CASES, RIGHT, without_end(2.25, 4.25, late=late))
    assert [one and one.cause for one in named(without_end(2.25, 4.25, late=late), mistake)] == ["It is double."] * 3
    others = [(gone, mistake), (late, DOUBLE)]
    told = [one and one.cause for last, known in others for one in named(without_end(2.25, 4.25, late=last), known)]
    told += [one and one.cause for one in named(transcript(2.25, 4.25, 3), mistake)]  # it is right in the last one
    assert not any(told)


def test_what_two_runs_may_differ_in():
    one = evidence(("result", tensor([1.0])))
    assert behaves_alike(one, evidence(("result", tensor([1.0]))))
    assert not behaves_alike(one, evidence(("result", tensor([2.0]))))
    assert not behaves_alike(one, evidence(("other", tensor([1.0]))))
    assert not behaves_alike(evidence(("other", tensor([1.0]))), one)
    assert not behaves_alike(one, evidence(("result", tensor([1.0])), ("more", tensor([1.0]))))
    assert not behaves_alike(one, evidence(("result", tensor([1.0])), state_changes=["seed"]))
    assert not behaves_alike(one, evidence(("result", tensor([1.0])), ending=Ending("crashed")))
    changed = evidence(("result", tensor([1.0])), state_changes=["seed", "mode"])
    assert behaves_alike(changed, evidence(("result", tensor([1.0])), state_changes=["mode", "seed"]))
    two = evidence(("a", tensor([1.0])), ("b", tensor([1.0])))
    assert not behaves_alike(two, evidence(("a", tensor([1.0])), ("b", tensor([2.0]))))


def test_exceptions_that_were_asked_for_are_alike_by_all_their_bases():
    def raised(*bases):
        return evidence(("result", RaisedValue(bases, "no")))

    assert behaves_alike(raised("builtins.ValueError"), raised("builtins.ValueError"))
    assert not behaves_alike(raised("builtins.ValueError"), raised("my.Error", "builtins.ValueError"))


def test_one_exception_and_none_are_not_alike():
    failure = Failure("ValueError", ("builtins.ValueError",), "no")
    assert failures_alike(None, None)
    assert not failures_alike(failure, None)
    assert not failures_alike(None, failure)
    assert failures_alike(failure, failure)
    assert not failures_alike(failure, Failure("ValueError", (), "other words"))


@pytest.mark.parametrize(
    ("value", "computed"),
    [
        (NumberValue("float", "0x1.0p+0"), True), (NumberValue("int", "1"), False), (TRUE, False),
        (tensor([1.0])[0], True), (SequenceValue("list", ()), True), (MappingValue(()), True), (TextValue("x"), False),
    ],
)  # fmt: skip
def test_computed_numbers(value, computed):
    assert holds_numbers(value) == computed


def test_a_mistake_that_observed_less_has_no_numbers_to_agree_in():
    def observed(*numbers):
        return evidence(*((str(i), tensor([float(one)])) for i, one in enumerate(numbers)))

    submitted = observed(1, 2)
    symptom = symptom_of(CASE, observed(1, 1), submitted)
    assert first_numbers_alike(symptom, submitted, submitted)
    assert first_numbers_alike(symptom, submitted, observed(1, 2, 3))
    assert not first_numbers_alike(symptom, submitted, observed(1))
    assert not first_numbers_alike(symptom, submitted, observed(3, 2))
    assert not first_numbers_alike(ended("crashed"), submitted, submitted)


def test_the_cases_of_other_functions_are_not_a_mistake_s():
    other = msgspec.structs.replace(CASE, id="x", function="doubled")
    wrong = Transcript({**transcript(2, 2, 3).cases, "x": evidence(("result", tensor([9.0])))})
    assert known_mistake("m", "total", Named("wrong-values"), [*CASES, other], RIGHT, wrong).failing == {CASES[0].id}


def test_a_mistake_that_explains_a_part_of_what_fails_is_what_it_could_be():
    part = Named("batch-mean", candidates=("It is part.",))
    assert named(DOUBLED, known("part", "batch-mean", 2.25, 2, 3)) == [part, None, None]


RAISED = evidence(ending=Ending("raised", Failure("RuntimeError", (), "cannot reshape")))


def test_what_a_part_could_be_is_not_told_where_the_same_fault_stays_open():
    first = known("first", "double-precision", tensor([1.0], dtype="torch.float64"), 2, 3)
    both = known("both", "double-precision", *(tensor([value], dtype="torch.float64") for value in (1.0, 2.0)), 3)
    left = transcript(*(tensor([value], dtype="torch.float64") for value in (1.0, 2.0)), 3)
    assert named(left, first) == [None] * 3
    assert [bool(one and one.candidates) for one in named(left, both)] == [True, True, False]


@pytest.mark.parametrize("odd", [RAISED, evidence(("result", tensor([float("nan")])))], ids=["exception", "NaN"])
def test_an_exception_or_nan_besides_leaves_a_cause_that_the_numbers_single_out_a_fact(odd):
    besides = Transcript({**DOUBLED.cases, CASES[2].id: odd})
    found = named(besides, known("part", "batch-mean", 2.25, 4.25, 3))
    assert found == [Named("batch-mean", "It is part.")] * 2 + [None]


def test_two_mistakes_that_leave_a_case_open_are_both_what_it_could_be():
    mistakes = [known("first", "stale-gradient", 2.25, 2, 3), known("second", "batch-mean", 1, 4.25, 3)]
    assert [one and one.candidates for one in named(DOUBLED, *mistakes)] == [
        ("It is first.",),
        ("It is second.",),
        None,
    ]
