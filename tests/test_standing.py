"""Computed points, overrides and lateness put together."""

from datetime import UTC, datetime, timedelta

import pytest
from results import result

from tensorgrade.scoring.standing import LatePolicy, Override, checks_by_name, standing_of

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
IN_TIME = LatePolicy()


@pytest.mark.parametrize(
    ("late", "days"),
    [
        (timedelta(days=-3), 0),
        (timedelta(), 0),
        (timedelta(seconds=1), 1),
        (timedelta(days=1), 1),
        (timedelta(days=1, seconds=1), 2),
    ],
)
def test_each_day_that_has_begun_counts(late, days):
    assert LatePolicy(DUE, 10).days_late(DUE + late) == days


def test_without_a_time_nobody_is_late():
    assert LatePolicy(None, 10).days_late(DUE) == 0
    assert LatePolicy(DUE, 10).days_late(None) == 0


@pytest.mark.parametrize(("days", "points", "percent"), [(0, 3.0, 0), (1, 2.7, 10), (3, 2.1, 30), (12, 0.0, 100)])
def test_the_penalty_is_of_the_points(days, points, percent):
    standing = standing_of(result(a=2.0, b=1.0), (), LatePolicy(DUE, 10), DUE + timedelta(days=days))
    assert (standing.computed, standing.points, standing.possible) == (3.0, points, 4.0)
    assert (standing.days_late, standing.penalty_percent) == (days, percent)


def test_overrides_replace_the_points_of_a_check():
    overrides = (Override("sums.b", 1.5, "style"), Override("sums.gone", 2.0, "was there once"))
    assert standing_of(result(a=2.0, b=0.0), overrides, IN_TIME, None).points == 3.5
    assert standing_of(result(a=2.0, b=2.0), overrides, LatePolicy(DUE, 50), DUE + timedelta(hours=1)).points == 1.75


def test_names_of_checks():
    assert list(checks_by_name(result(a=2.0, b=0.0))) == ["sums.a", "sums.b"]


def test_lateness_costs_nothing_where_no_penalty_is_named():
    standing = standing_of(result(a=2.0, b=1.0), (), LatePolicy(DUE), DUE + timedelta(days=3))
    assert (standing.days_late, standing.penalty_percent, standing.penalty, standing.points) == (3, 0, 0.0, 3.0)


def test_final_points_are_written_to_nine_places():
    standing = standing_of(result(a=2.0), (), LatePolicy(DUE, 100 / 3), DUE + timedelta(days=1))
    assert (standing.penalty, standing.points) == (0.666666667, 1.333333333)
    tiny = standing_of(result(a=2.0), (Override("sums.a", 0.000000004, ""),), IN_TIME, None)
    assert tiny.points == 0.000000004
