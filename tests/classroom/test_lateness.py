"""When work is due, and who has longer."""

from datetime import UTC, datetime

import pytest

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.lateness import due_time, read_extensions, zone_of
from tensorgrade.classroom.roster import RosterError, read_roster
from tensorgrade.scoring.standing import Extension, LatePolicy

BERLIN = "Europe/Berlin"
DUE = due_time("2026-10-24 20:00", BERLIN)
IN_BERLIN = LatePolicy(DUE, timezone=BERLIN)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2026-11-30", datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC)),
        ("2026-11-30 23:59", datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC)),
        ("2026-11-30 23:59:00", datetime(2026, 11, 30, 22, 59, tzinfo=UTC)),
        ("2026-07-01T12:00:00Z", datetime(2026, 7, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_due_time_is_the_last_second_of_what_is_said(said, time):
    assert due_time(said, BERLIN) == time


def test_a_zone_that_is_not_there():
    with pytest.raises(RosterError) as told:
        zone_of("Europe/Atlantis")
    assert str(told.value) == "--timezone 'Europe/Atlantis' is no time zone, such as Europe/Berlin"


def test_times_of_a_roster_are_of_the_zone(tmp_path):
    file = tmp_path / "roster.csv"
    file.write_text("student,submitted\nada,2026-11-30 12:00\nben,2026-11-30 12:00 UTC\n", encoding="utf-8")
    times = [listed.submitted for listed in read_roster(file, zone_of(BERLIN)).students]
    assert times == [datetime(2026, 11, 30, 11, tzinfo=UTC), datetime(2026, 11, 30, 12, tzinfo=UTC)]


PEOPLE = {"ada-1": Identity("Ada", email="ada@x.org"), "ben": Identity("Ben"), "b2": Identity("Lee Kim"),
          "b3": Identity("Kim Lee")}  # fmt: skip


def extensions_of(folder, text, policy=IN_BERLIN):
    file = folder / "extensions.csv"
    file.write_text(text, encoding="utf-8")
    return read_extensions(file, PEOPLE, policy)


def test_extensions_are_matched_as_a_roster_is(tmp_path):
    text = "email,student,due,days,slip_days\nada@x.org,,2026-11-02,,\n,Ben,,1,2\n,Cleo,,1,\n,Kim Lee,,1,\n"
    found = extensions_of(tmp_path, text)
    assert found.by_student == {
        "ada-1": Extension(due_time("2026-11-02", BERLIN)),
        "ben": Extension(due_time("2026-10-25 20:00", BERLIN), 2),
    }
    assert found.notes == (
        "Cleo is nobody of the class: the extension counts for none",
        "Kim Lee could be each of b2, b3, and none gets the extension",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("student,until\nBen,2026-11-02\n", "have none of the columns due, days and slip_days"),
        (
            "student,days\nBen,two\n",
            ": the row of Ben holds no date such as '2026-11-30 23:59', or no whole number of days",
        ),
    ],
)
def test_extensions_that_cannot_be_read(tmp_path, text, told):
    with pytest.raises(RosterError) as raised:
        extensions_of(tmp_path, text)
    assert str(raised.value) == f"the extensions {tmp_path / 'extensions.csv'}{'' if told[0] == ':' else ' '}{told}"


def test_days_need_a_due_time(tmp_path):
    with pytest.raises(RosterError) as raised:
        extensions_of(tmp_path, "student,days\nBen,2\n", LatePolicy())
    assert str(raised.value) == (
        f"the extensions {tmp_path / 'extensions.csv'} give days, and there is no --due to count them from"
    )
