"""Times as platforms and people write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tensorgrade.classroom.times import parse_time, time_in

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "nan", "1e300"])
def test_times_that_there_cannot_be(text):
    with pytest.raises(ValueError):
        parse_time(text)


@pytest.mark.parametrize(
    "text", ["2026-01-02T03:04:05Z", "2026-01-02 03:04:05 UTC", "2026-01-02 05:04:05 +0200", "2026-01-02T03:04:05"]
)
def test_times(text):
    found = parse_time(text)
    assert found.tzinfo is not None
    if text[-1] != "5":
        assert found == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-03 23:15",
        "Tuesday, 3 March 2026, 11:15 PM",  # Moodle, in English
        "Dienstag, 3. März 2026, 23:15",
        "mardi 3 mars 2026, 23:15",
        "martes, 3 de marzo de 2026, 23:15",
        "Mar 3, 2026 at 11:15pm",  # Canvas
        "Mar 3, 2026 1115 PM",  # Brightspace, in the names of folders
        "3 mars 2026 2315",
        "2026/03/03 11:15:00 PM GMT+1",  # Google Forms
        "3.3.2026 23:15",
        "03 Mar 2026, 22:15 UTC",
        "March 3rd, 2026 14:15 -0800",
        "3 Mär. 2026 um 23:15 +01:00",
    ],
)
def test_times_in_words(text):
    assert time_in(text, BERLIN) == datetime(2026, 3, 3, 23, 15, tzinfo=BERLIN)


def test_midnight_and_noon_of_a_clock_with_two_halves():
    assert time_in("3 Mar 2026, 12:00 AM", BERLIN) == datetime(2026, 3, 3, 0, tzinfo=BERLIN)
    assert time_in("3 Mar 2026, 12:30 p.m.", BERLIN) == datetime(2026, 3, 3, 12, 30, tzinfo=BERLIN)
    assert time_in("3 Mar 2026", BERLIN) == datetime(2026, 3, 3, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "03/11/2026 23:15",  # of March, or of November
        "3 Ju 2026",
        "3 Ma 2026",
        "3 Foo 2026",
        "31.2.2026",
        "3 Mar 2026 13:00 pm",
        "3 Mar 2026 25:00",
        "3 Mar 2026 12:00 +99:99",
        "yesterday",
        "2026",
    ],
)
def test_what_is_no_time_or_two(text):
    with pytest.raises(ValueError):
        time_in(text, BERLIN)
