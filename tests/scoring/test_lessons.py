"""Failing cases gathered by what they come from: one mistake is one lesson."""

from dataclasses import replace

import pytest
from symptoms import CASE, differing, ended, raised, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import Named
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Ending
from tensorgrade.protocol.values import FlagValue, NoneValue, NumberValue
from tensorgrade.scoring.points import score_exercise
from tensorgrade.scoring.result import lessons_by_name

ONES, TWOS, LONGER = tensor([1.0, 1.0]), tensor([2.0, 2.0]), tensor([1.0, 1.0, 1.0])
VALUES, SHAPE, DTYPE = differing(ONES, TWOS), differing(ONES, LONGER), differing(ONES, tensor([1, 1], "torch.int64"))
NUMBER = differing(NumberValue("float", (1.0).hex()), NumberValue("float", (2.0).hex()))
POOR = differing(ONES, TWOS, suspect="low-accuracy")
DROPPED = differing(NumberValue("int", "3"), NumberValue("int", "2"), suspect="dropped-samples")
SYNTAX, LATE = ended("syntax-error"), ended("timed-out")
KNOWN, OTHER = Named("wrong-shape", "The rows are cut."), Named("wrong-values", "Nothing is added.")


@pytest.fixture
def exercise(tmp_path):
    return read_course(write(tmp_path)).exercises[0]


def check(name, *symptoms, function="total", visibility="public", outcome="failed"):
    """A check with these symptoms, one a case; one without any passed."""
    cases = tuple(
        CASE.__class__(f"sums/{name}[{i}]", "sums", name, function, f"{function}: {name}", visibility, 1.0, 5.0, None)
        for i in range(max(1, len(symptoms)))
    )
    own = tuple(replace(symptom, case=case) for symptom, case in zip(symptoms, cases, strict=False))
    return Judged(cases, outcome if symptoms else "passed", own, 0.0)


def lessons(exercise, *checks, **recognised):
    """The lessons of some checks; what is recognised in the first case of a check goes by its name."""
    named = {f"sums/{name}[0]": one for name, one in recognised.items()}
    return score_exercise(exercise, checks, named).lessons


def in_short(found):
    return [(one.function, one.diagnosis.name, one.checks) for one in found]


def test_what_passes_needs_no_lesson(exercise):
    assert lessons(exercise, check("a"), check("b", function="doubled")) == ()


def test_a_known_mistake_is_one_lesson_whatever_is_seen_of_it(exercise):
    found = lessons(exercise, check("a", DTYPE), check("b", SHAPE), check("c", VALUES), a=KNOWN, b=KNOWN, c=KNOWN)
    assert in_short(found) == [("total", "wrong-shape", ("b", "a", "c"))]
    assert found[0].diagnosis.cause == "The rows are cut."


def test_a_line_that_is_pointed_at_in_some_cases_makes_no_second_lesson(exercise):
    pointed = replace(KNOWN, notice="Line 3 is worth a look.", remedy="Leave that out.")
    found = lessons(exercise, check("a", DTYPE), check("b", SHAPE), a=KNOWN, b=pointed)
    assert in_short(found) == [("total", "wrong-shape", ("b", "a"))]


def test_two_known_mistakes_of_a_function_are_two_lessons(exercise):
    found = lessons(exercise, check("a", VALUES), check("b", VALUES), a=OTHER, b=Named("wrong-values", "All is added."))
    assert [one.checks for one in found] == [("a",), ("b",)]


def test_what_it_could_be_is_one_lesson(exercise):
    unsure = Named("wrong-values", candidates=("A", "B"))
    (found,) = lessons(exercise, check("a", VALUES), check("b", VALUES), a=unsure, b=unsure)
    assert (found.checks, found.diagnosis.candidates) == (("a", "b"), ("A", "B"))


NOTHING = differing(ONES, NoneValue())
MODIFIED = differing(ONES, TWOS, suspect="input-modified")
SHARED = differing(FlagValue(False), FlagValue(True), suspect="memory-shared")


def test_none_in_place_of_a_result_is_no_copy_of_anything(exercise):
    found = lessons(exercise, check("a", NOTHING), check("b", COPIED))
    assert in_short(found) == [("total", "missing-return", ("a", "b"))]
    found = lessons(exercise, check("a", NOTHING, function="doubled"), check("b", COPIED))
    assert sorted(one.diagnosis.name for one in found) == ["memory-copied", "missing-return"]
    found = lessons(exercise, check("a", NOTHING, visibility="hidden"), check("b", COPIED))
    assert len(found) == 2  # a student who sees the copy is told of it
    found = lessons(exercise, check("a", NOTHING), check("b", COPIED), b=Named("memory-copied", "It is cloned."))
    assert len(found) == 2


def test_what_writes_into_its_argument_shares_memory_with_it_and_is_refused_by_torch(exercise):
    leaf = raised(
        "RuntimeError", "a view of a leaf Variable that requires grad is being used in an in-place operation."
    )
    found = lessons(exercise, check("a", MODIFIED), check("b", SHARED), check("c", leaf))
    assert in_short(found) == [("total", "input-modified", ("a", "b", "c"))]
    found = lessons(exercise, check("a", MODIFIED, function="doubled"), check("b", SHARED), check("c", leaf))
    assert sorted(one.diagnosis.name for one in found) == ["input-modified", "memory-shared", "raised"]
    hidden = lessons(exercise, check("a", MODIFIED, visibility="hidden"), check("b", SHARED))
    assert len(hidden) == 2
    other = lessons(exercise, check("a", MODIFIED), check("b", raised("ValueError", "no")))
    assert len(other) == 2
    known = lessons(exercise, check("a", MODIFIED), check("b", SHARED), b=Named("memory-shared", "A slice is a view."))
    assert len(known) == 2


def test_what_nobody_can_explain_is_one_lesson_whatever_is_seen_of_it(exercise):
    found = lessons(exercise, check("a", VALUES), check("b", SHAPE), check("c", VALUES))
    assert in_short(found) == [("total", "wrong-shape", ("b", "a", "c"))]


def test_what_is_seen_and_leads_to_a_remedy_of_its_own_is_a_lesson_of_its_own(exercise):
    found = lessons(exercise, check("a", VALUES), check("b", DTYPE))
    assert in_short(found) == [("total", "wrong-values", ("a",)), ("total", "integer-features", ("b",))]


DOUBT = "This may follow from the first fault of total. Fix that, and look again. If it stays: "


COPIED = differing(FlagValue(True), FlagValue(False), suspect="memory-copied")
CUT = differing(tensor([1.0, 1.0], requires_grad=True), ONES)
CHANGED = differing(ONES, TWOS, suspect="input-modified")


@pytest.mark.parametrize(
    ("second", "named", "is_doubted"),
    [
        (VALUES, Named(""), True),
        (SHAPE, Named(""), True),
        (raised("ValueError", "no"), Named(""), True),
        (VALUES, Named("wrong-values", remedy="Look at them.", seen="The rows are turned round."), True),
        (VALUES, OTHER, False),
        (DTYPE, Named(""), False),
        (COPIED, Named(""), False),
        (CUT, Named(""), False),
        (CHANGED, Named(""), False),
    ],
)
def test_what_may_follow_from_the_first_fault_of_a_function_is_told_so(exercise, second, named, is_doubted):
    cases = {"sums/a[0]": KNOWN, "sums/a[1]": named}
    found = score_exercise(exercise, [check("a", SHAPE, second)], cases).lessons
    assert [one.diagnosis.remedy.startswith(DOUBT) for one in found] == [False, is_doubted]


def test_what_other_checks_find_is_not_said_to_follow(exercise):
    elsewhere = lessons(exercise, check("a", SHAPE), check("b", VALUES), a=KNOWN)
    other = lessons(exercise, check("a", SHAPE), check("b", VALUES, function="doubled"), a=KNOWN)
    assert not any(DOUBT in one.diagnosis.remedy for one in (*elsewhere, *other))


def test_what_a_hidden_check_finds_besides_may_follow(exercise):
    found = lessons(exercise, check("a", SHAPE), check("b", VALUES, visibility="hidden"), a=KNOWN)
    assert [one.diagnosis.remedy.startswith(DOUBT) for one in found] == [False, True]


def test_a_low_accuracy_is_told_with_what_keeps_the_model_from_learning(exercise):
    found = lessons(exercise, check("a", POOR), check("b", DROPPED))
    assert in_short(found) == [("total", "dropped-samples", ("b", "a"))]
    alone = lessons(exercise, check("a", POOR), check("b", DTYPE))
    assert in_short(alone) == [("total", "low-accuracy", ("a",)), ("total", "integer-features", ("b",))]
    elsewhere = lessons(exercise, check("a", POOR), check("b", DROPPED, function="doubled"))
    assert [one.diagnosis.name for one in elsewhere] == ["low-accuracy", "dropped-samples"]
    hidden = lessons(exercise, check("a", POOR), check("b", DROPPED, visibility="hidden"))
    assert [one.diagnosis.name for one in hidden] == ["low-accuracy", "dropped-samples"]
    explained = Named("low-accuracy", "The rate is small.")
    assert len(lessons(exercise, check("a", POOR), check("b", DROPPED), a=explained)) == 2


def test_wrong_numbers_that_nobody_can_explain_follow_from_a_fault_that_changes_them(exercise):
    found = lessons(exercise, check("a", VALUES), check("b", DROPPED), check("c", SHAPE))
    assert in_short(found) == [("total", "dropped-samples", ("b", "a", "c"))]
    explained = lessons(exercise, check("a", VALUES), check("b", DROPPED), a=OTHER)
    assert in_short(explained) == [("total", "wrong-values", ("a",)), ("total", "dropped-samples", ("b",))]


def test_an_exception_beside_wrong_results_is_told_with_them(exercise):
    no = raised("ValueError", "no")
    assert in_short(lessons(exercise, check("a", no), check("b", VALUES))) == [("total", "wrong-values", ("b", "a"))]
    two = lessons(exercise, check("a", no), check("b", VALUES), check("c", raised("TypeError", "no")))
    assert [one.diagnosis.name for one in two] == ["raised", "wrong-values", "raised"]
    recognised = lessons(exercise, check("a", no), check("b", VALUES), b=OTHER)
    assert [one.diagnosis.name for one in recognised] == ["raised", "wrong-values"]
    hidden = lessons(exercise, check("a", no), check("b", VALUES, visibility="hidden"))
    assert [one.diagnosis.name for one in hidden] == ["raised", "wrong-values"]


def test_two_exceptions_are_two_lessons(exercise):
    one, other = raised("ValueError", "no"), raised("TypeError", "no")
    found = lessons(exercise, check("a", one), check("b", other), check("c", one))
    assert in_short(found) == [("total", "raised", ("a", "c")), ("total", "raised", ("b",))]


def test_a_name_without_a_cause_is_one_lesson(exercise):
    changing = Named("nondeterministic")
    found = lessons(exercise, check("a", VALUES), check("b", SHAPE), a=changing, b=changing)
    assert in_short(found) == [("total", "nondeterministic", ("a", "b"))]


@pytest.mark.parametrize("kind", ["timed-out", "crashed", "missing-definition", "wrong-signature", "out-of-memory"])
def test_a_decisive_ending_is_one_lesson_of_its_function(exercise, kind):
    ending = ended(EndingKind(kind))
    found = lessons(exercise, check("a", ending), check("b", ending), check("c", ending, function="doubled"))
    assert in_short(found) == [("total", kind, ("a", "b")), ("doubled", kind, ("c",))]


def test_what_takes_too_long_by_a_known_mistake_is_told_with_it(exercise):
    (found,) = lessons(exercise, check("a", LATE, outcome="timed_out"), check("b", SHAPE), a=KNOWN, b=KNOWN)
    assert (found.diagnosis.name, found.checks) == ("wrong-shape", ("b", "a"))


@pytest.mark.parametrize("kind", ["syntax-error", "import-failed"])
def test_a_broken_file_is_one_lesson_before_all_others(exercise, kind):
    ending = ended(EndingKind(kind))
    checks = check("a", VALUES), check("b", ending), check("c", ending, function="doubled"), check("d")
    whole, other = lessons(exercise, *checks)
    assert in_short([whole, other]) == [("", kind, ("b", "c")), ("total", "wrong-values", ("a",))]
    assert whole.diagnosis.message.startswith("ex01_sums.py: the file cannot be ")
    assert whole.points == 5.0


def test_a_function_that_uses_a_failing_one_is_one_lesson_that_says_so(exercise):
    follows = Named("", follows="total")
    found = lessons(
        exercise, check("a", VALUES), check("b", VALUES, function="doubled"), check("c", SHAPE, function="doubled"),
        b=follows, c=follows,
    )  # fmt: skip
    assert [(one.function, one.checks, one.follows) for one in found] == [
        ("total", ("a",), ""),
        ("doubled", ("c", "b"), "total"),
    ]
    assert found[1].diagnosis.cause == "doubled uses your total, which fails checks of its own. Fix total first."


def test_what_was_recognised_in_such_a_function_is_a_lesson_of_its_own(exercise):
    found = lessons(
        exercise, check("a", VALUES, function="doubled"), check("b", SHAPE, function="doubled"),
        a=replace(OTHER, follows="total"), b=Named("", follows="total"),
    )  # fmt: skip
    assert [(one.diagnosis.name, one.follows) for one in found] == [("wrong-values", "total"), ("wrong-shape", "total")]


def test_what_only_holds_in_such_a_function_makes_no_further_lesson(exercise):
    holds = Named("wrong-values", remedy="Look at the sign.", seen="Every sign is turned.", follows="total")
    (found,) = lessons(
        exercise, check("a", VALUES, function="doubled"), check("b", SHAPE, function="doubled"),
        a=holds, b=Named("", follows="total"),
    )  # fmt: skip
    assert found.diagnosis.remedy.startswith("Fix total first, and look again. If it stays: ")
    assert "may follow" not in found.diagnosis.remedy


def test_lessons_come_in_the_order_of_the_functions(exercise):
    found = lessons(
        exercise, check("a", VALUES, function="later"), check("b", VALUES, function="doubled"), check("c", VALUES)
    )
    assert [one.function for one in found] == ["total", "doubled", "later"]


def test_the_clearest_case_tells(exercise):
    def told(*symptoms, **recognised):
        return [one.checks[0] for one in lessons(exercise, *symptoms, **recognised)]

    same = dict.fromkeys("ab", KNOWN)
    assert told(check("a", VALUES), check("b", SHAPE), **same) == ["b"]  # where the name fits
    assert told(check("a", SHAPE), check("b", VALUES), **same) == ["a"]
    assert told(check("a", NUMBER), check("b", VALUES)) == ["b"]  # with a picture
    other = dict.fromkeys("ab", Named("nondeterministic", "By chance."))
    assert told(check("a", raised("ValueError", "no")), check("b", NUMBER), **other) == ["b"]  # no exception
    late = replace(VALUES, others_before=3)
    assert told(check("a", late), check("b", VALUES)) == ["b"]  # a check that is about this
    hidden = check("a", SHAPE, visibility="hidden")
    assert told(hidden, check("b", VALUES), **same) == ["b"]


def test_of_those_that_took_too_long_one_that_names_its_line_tells(exercise):
    at = Place("ex01_sums.py", 7, "total", "while left:")
    known = replace(LATE, ending=Ending("timed-out", stopped_at=at))
    (found,) = lessons(exercise, check("a", LATE, outcome="timed_out"), check("b", known, outcome="timed_out"))
    assert (found.diagnosis.place, found.checks) == (at, ("b", "a"))


def test_of_hidden_checks_alone_only_the_rule_and_the_cause_are_told(exercise):
    printed = replace(SHAPE, printed="secret")
    (found,) = lessons(exercise, check("b"), check("a", printed, visibility="hidden"), a=KNOWN)
    shown = found.diagnosis
    assert (found.visibility, shown.message) == ("hidden", "total: a hidden check of this rule failed: total: a")
    assert shown.cause == KNOWN.cause
    assert (shown.actual, shown.expected, shown.where, shown.pictures, shown.printed) == ("", "", "", (), "")


def test_of_hidden_checks_a_cause_that_holds_whatever_was_seen_is_told(exercise):
    copied = differing(FlagValue(True), FlagValue(False), suspect="memory-copied")
    (found,) = lessons(exercise, check("a", copied, visibility="hidden"))
    assert found.diagnosis.cause == entry("memory-copied").general_cause != ""
    (found,) = lessons(exercise, check("a", SHAPE, visibility="hidden"))  # its cause names sizes
    assert found.diagnosis.cause == ""


def test_points_are_lost_once(exercise):
    found = lessons(exercise, check("a", VALUES, DTYPE), check("b", DTYPE), check("c", VALUES), check("d"))
    assert [(one.checks, one.points) for one in found] == [(("a", "c"), 5.0), (("a", "b"), 2.5)]


def test_an_untouched_stub_is_no_lesson_and_a_part_that_is_left_is(exercise):
    left = check("a", ended(EndingKind.NOT_ATTEMPTED), outcome="not_attempted")
    assert lessons(exercise, left) == ()
    assert in_short(lessons(exercise, left, check("b"))) == [("total", "not-attempted", ("a",))]


def test_results_of_before_there_were_lessons_are_gathered_by_name(exercise):
    checks = score_exercise(
        exercise,
        [
            check("secret", VALUES, visibility="hidden"), check("a", VALUES), check("b", SHAPE, VALUES), check("c"),
            check("d", ended(EndingKind.NOT_ATTEMPTED), function="doubled", outcome="not_attempted"),
        ],
        {},
    ).checks  # fmt: skip
    first, second = lessons_by_name(checks)
    assert in_short([first, second]) == [
        ("total", "wrong-values", ("a", "b", "secret")),
        ("total", "wrong-shape", ("b",)),
    ]
    assert (first.visibility, first.diagnosis, second.points) == ("public", checks[1].diagnoses[0], 0.0)
    assert first.points == sum(one.possible for one in checks if one.outcome == "failed")
