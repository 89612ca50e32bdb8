"""Computed points, overrides and lateness put together."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from results import result

from tensorgrade.scoring.standing import Extension, LatePolicy, Override, checks_by_name, standing_of, worth_of

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
IN_TIME = LatePolicy()


@pytest.mark.parametrize(
    ("late", "days"),
    [
        (timedelta(days=-3), 0),
        (timedelta(), 0),
        (timedelta(milliseconds=900), 0),
        (timedelta(seconds=1), 1),
        (timedelta(days=1), 1),
        (timedelta(days=1, seconds=1), 2),
    ],
)
def test_each_day_that_has_begun_counts(late, days):
    assert LatePolicy(DUE, 10).days_late(DUE + late) == days


NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("due", "came", "days"),
    [
        (datetime(2026, 10, 31, 20), datetime(2026, 11, 1, 19, 30), 1),
        (datetime(2026, 10, 31, 20), datetime(2026, 11, 1, 20, 0, 1), 2),
        (datetime(2026, 3, 7, 20), datetime(2026, 3, 8, 20), 1),
        (datetime(2026, 3, 7, 20), datetime(2026, 3, 8, 20, 30), 2),
        (datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 1, 15, fold=1), 1),
    ],
    ids=["25 hours", "a day and a second", "23 hours", "a day and half an hour", "the hour that is there twice"],
)
def test_days_are_those_of_the_clock_on_the_wall(due, came, days):
    policy = LatePolicy(due.replace(tzinfo=NEW_YORK), timezone="America/New_York")
    assert policy.days_late(came.replace(tzinfo=NEW_YORK).astimezone(UTC)) == days


def test_the_machines_calendar_counts_where_no_zone_is_named(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        due, came = datetime(2026, 10, 31, 20).astimezone(), datetime(2026, 11, 1, 19, 30).astimezone()
        assert LatePolicy(due).days_late(came) == 1
    finally:
        monkeypatch.undo()
        time.tzset()


def test_within_the_grace_nothing_is_late_and_after_it_all_of_it():
    policy = LatePolicy(DUE, 10, grace_minutes=15)
    assert [policy.days_late(DUE + timedelta(minutes=late)) for late in (15, 16, 24 * 60 + 1)] == [0, 1, 2]


@pytest.mark.parametrize(("days", "percent"), [(0, 0), (1, 0), (2, 0), (3, 10), (5, 30), (9, 35)])
def test_slip_days_are_free_and_the_cap_holds(days, percent):
    policy = LatePolicy(DUE, 10, slip_days=2, cap=35)
    standing = standing_of(result(a=2.0), (), policy, DUE + timedelta(days=days))
    assert (standing.days_late, standing.penalty_percent) == (days, percent)


def test_an_extension_is_of_one_student():
    policy, came = LatePolicy(DUE, 10, slip_days=1), DUE + timedelta(days=3)
    for extension, days, percent in (
        (Extension(), 3, 20),
        (Extension(DUE + timedelta(days=2)), 1, 0),
        (Extension(slip_days=3), 3, 0),
        (Extension(slip_days=0), 3, 30),
        (Extension(DUE + timedelta(days=4)), 0, 0),
    ):
        standing = standing_of(result(a=2.0), (), policy, came, extension)
        assert (standing.days_late, standing.penalty_percent) == (days, percent)


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


def test_what_can_be_had_in_a_place():
    found = result(a=2.0, b=0.0)
    for place, worth in (line.split() for line in ("whole 4", "bonus 4", "sums 4", "sums.total 4", "sums.b 2")):
        assert worth_of(found, place) == float(worth)
    with pytest.raises(KeyError):
        worth_of(found, "sums.c")


def test_lateness_costs_nothing_where_no_penalty_is_named():
    standing = standing_of(result(a=2.0, b=1.0), (), LatePolicy(DUE), DUE + timedelta(days=3))
    assert (standing.days_late, standing.penalty_percent, standing.penalty, standing.points) == (3, 0, 0.0, 3.0)


def test_final_points_are_written_to_nine_places():
    standing = standing_of(result(a=2.0), (), LatePolicy(DUE, 100 / 3), DUE + timedelta(days=1))
    assert (standing.penalty, standing.points) == (0.666666667, 1.333333333)
    tiny = standing_of(result(a=2.0), (Override("sums.a", 0.000000004, ""),), IN_TIME, None)
    assert tiny.points == 0.000000004
