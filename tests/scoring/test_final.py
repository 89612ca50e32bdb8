"""The result as it counts: final points, shared out among the checks in hundredths."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_results import check, diagnosis, exercise
from msgspec.structs import replace
from results import result

from tensorgrade.scoring.final import final_result, hundredths, shared_out
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.scoring.standing import LatePolicy, Override, standing_of

DUE = datetime(2026, 11, 30, tzinfo=UTC)


def sevenths(*passed):
    """One exercise of 10 points in seven checks; `passed` are the places of those that passed."""
    made = [check("f", "passed" if place in passed else "failed", title=str(place)) for place in range(7)]
    checks = tuple(
        replace(one, name=f"c{place}", points=one.points * 10 / 7, possible=10 / 7) for place, one in enumerate(made)
    )
    whole = exercise("sums", checks)
    return SubmissionResult("grade/1", "ada", "cpu", 0, "sealed", len(passed) * 10 / 7, 10.0, (whole,))


def standing(found, overrides=(), percent=0.0):
    """The standing of who handed in a day late, at such a penalty."""
    return standing_of(found, overrides, LatePolicy(DUE, percent), DUE + timedelta(days=1))


def points_of(final):
    return [(one.points, one.possible) for one in final.checks]


def test_whole_points_stay_as_they_are():
    found = result(a=2.0, b=0.5, c=0.0)
    assert final_result(found) == found


def test_parts_that_are_no_hundredths_add_up_and_a_passed_check_is_full():
    final = final_result(sevenths(0, 2, 4, 6))
    assert (final.points, final.possible) == (5.71, 10.0)
    assert points_of(final) == [
        (1.43, 1.43), (0.0, 1.43), (1.43, 1.43), (0.0, 1.43), (1.43, 1.43), (0.0, 1.43), (1.42, 1.42),
    ]  # fmt: skip
    assert (final.exercises[0].points, final.exercises[0].possible) == (5.71, 10.0)
    assert final.exercises[0].functions[0].points == 5.71


def test_points_by_hand_take_the_place_of_the_computed_ones():
    found = result(a=0.0, b=2.0, c=0.0)
    overrides = (Override("sums.a", 2.0, "right"), Override("sums.b", 0.5, "copied"), Override("sums.gone", 1.0, ""))
    final = final_result(found, overrides, standing(found, overrides))
    assert points_of(final) == [(2.0, 2.0), (0.5, 2.0), (0.0, 2.0)]
    assert [one.outcome for one in final.checks] == ["passed", "failed", "failed"]
    assert final.points == 2.5


def test_of_two_checks_of_one_name_the_one_is_set_that_the_standing_counts():
    public, hidden = result(a=0.0).checks[0], replace(result(a=0.0).checks[0], visibility="hidden")
    found = replace(result(a=0.0, b=0.0), exercises=(exercise("sums", (public, hidden)),))
    overrides = (Override("sums.a", 1.0, "why"),)
    final = final_result(found, overrides, standing(found, overrides))
    assert points_of(final) == [(0.0, 2.0), (1.0, 2.0)]


def test_lateness_is_taken_from_every_check_in_proportion():
    found = result(a=2.0, b=1.0, c=0.0)
    final = final_result(found, (), standing(found, percent=15))
    assert points_of(final) == [(1.7, 2.0), (0.85, 2.0), (0.0, 2.0)]
    assert [one.outcome for one in final.checks] == ["passed", "failed", "failed"]
    assert final_result(found, (), standing(found, percent=100)).points == 0.0


def test_a_result_without_checks():
    empty = SubmissionResult("grade/1", "ada", "cpu", 0, "sealed", 0.0, 0.0, ())
    assert final_result(empty) == empty


@pytest.mark.parametrize(("points", "whole"), [(0.0, 0), (1 / 3, 33), (2 / 3, 67), (2.675, 267), (8.5, 850)])
def test_hundredths_are_those_that_reports_show(points, whole):
    assert hundredths(points) == whole


def test_what_is_left_over_goes_to_the_largest_remainders():
    assert shared_out(10, [Fraction(1, 3)] * 3) == [4, 3, 3]
    assert shared_out(0, [Fraction(0)] * 2) == [0, 0]


@given(st.sets(st.integers(0, 6)), st.floats(0, 100), st.lists(st.tuples(st.integers(0, 6), st.floats(0, 10 / 7))))
def test_sums_are_exact_whatever_is_set(passed, percent, by_hand):
    found = sevenths(*passed)
    overrides = tuple(Override(f"sums.c{place}", points, "") for place, points in dict(by_hand).items())
    final = final_result(found, overrides, standing(found, overrides, percent))
    assert sum(hundredths(one.points) for one in final.checks) == hundredths(final.points)
    assert sum(hundredths(one.possible) for one in final.checks) == 1000
    assert all(0 <= one.points <= one.possible for one in final.checks)
    assert final_result(final) == final


def test_what_lateness_costs_a_full_check_is_missing_to_the_hundredth():
    full, empty = result(a=2.0, b=0.0).checks
    checks = (replace(full, points=100.0, possible=100.0), replace(empty, possible=100.0))
    parts = {"points": 100.0, "possible": 200.0, "exercises": (exercise("sums", checks),)}
    found = replace(result(a=2.0, b=0.0), **parts)
    final = final_result(found, (), standing(found, percent=50))
    assert points_of(final) == [(50.0, 100.0), (0.0, 100.0)]
    assert (final.points, final.possible) == (50.0, 200.0)


def test_a_check_set_by_hand_to_all_its_points_has_no_diagnoses_left():
    found = result(a=0.0, b=0.0)
    checks = tuple(replace(one, diagnoses=(diagnosis(),)) for one in found.checks)
    found = replace(found, exercises=(exercise("sums", checks),))
    overrides = (Override("sums.a", 2.0, "right"), Override("sums.b", 1.99, "nearly"))
    first, second = final_result(found, overrides, standing(found, overrides)).checks
    assert (first.outcome, first.diagnoses) == ("passed", ())
    assert (second.outcome, second.diagnoses) == ("failed", (diagnosis(),))


def test_no_more_points_than_there_are():
    found = result(a=2.0, b=0.0)
    more = (Override("sums.b", 3.0, "a bonus"),)
    assert final_result(found, more, standing(found, more)).points == 4.0


def test_a_function_has_the_points_of_its_own_checks():
    checks = tuple(
        replace(check(name, "passed" if points else "failed"), points=points, possible=2.0)
        for name, points in (("one", 2.0), ("two", 0.5), ("one", 0.0))
    )
    found = SubmissionResult("grade/1", "ada", "cpu", 0, "sealed", 2.5, 6.0, (exercise("sums", checks),))
    functions = final_result(found).exercises[0].functions
    assert [(one.name, one.points, one.possible) for one in functions] == [("one", 2.0, 4.0), ("two", 0.5, 2.0)]


def test_quarters_of_a_point_are_kept_in_what_a_function_is_worth():
    one = replace(result(a=2.0).checks[0], points=0.25, possible=0.25)
    found = SubmissionResult("grade/1", "ada", "cpu", 0, "sealed", 0.25, 0.25, (exercise("sums", (one,)),))
    (final,) = final_result(found).exercises
    assert (final.points, final.possible) == (0.25, 0.25)
    assert [(each.points, each.possible) for each in final.functions] == [(0.25, 0.25)]


def test_two_exercises_keep_their_own_checks():
    parts = [result(a=2.0).exercises[0], replace(result(a=1.0, b=0.0).exercises[0], name="loops")]
    found = SubmissionResult("grade/1", "ada", "cpu", 0, "sealed", 3.0, 6.0, tuple(parts))
    final = final_result(found)
    assert [(one.name, one.points, one.possible, len(one.checks)) for one in final.exercises] == [
        ("sums", 2.0, 2.0, 1),
        ("loops", 1.0, 4.0, 2),
    ]
