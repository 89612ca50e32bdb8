"""Class lists."""

from datetime import UTC, datetime

import pytest

from tensorgrade.classroom.roster import Roster, RosterError, parse_time, read_roster


def roster(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_students_with_their_names_and_times(tmp_path):
    text = "Name,Email,ID,submitted,Section\nAda L.,ada@x.org,7,2026-01-02 03:04:05+00:00,B\nBen,,8,,\n"
    found = read_roster(roster(tmp_path, text, "utf-8-sig"))
    ada, ben = found.students
    assert (ada.student, ada.keys) == ("Ada L.", {"ada l.", "ada@x.org", "7"})
    assert ada.submitted == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert ada.columns["Section"] == "B"
    assert (ben.student, ben.submitted) == ("Ben", None)
    assert found.find(["nobody", " ADA@x.org "]) is ada
    assert found.find(["", "carl"]) is None
    assert Roster().find(["ada"]) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("who,when\nada,1\n", "the roster {path} has no column named student or name"),
        ("", "the roster {path} has no column named student or name"),
        ("student\nada\n \n", "the roster {path}, line 3: the student has no name"),
        ("student,submitted\nada,yesterday\n", "the roster {path}, line 2: 'yesterday' is no date and time"),
    ],
)
def test_rosters_that_cannot_be_used(tmp_path, text, sentence):
    path = roster(tmp_path, text)
    with pytest.raises(RosterError) as told:
        read_roster(path)
    assert str(told.value) == sentence.format(path=path)


def test_rosters_that_cannot_be_read(tmp_path):
    with pytest.raises(RosterError) as told:
        read_roster(tmp_path / "gone.csv")
    assert str(told.value) == f"the roster {tmp_path / 'gone.csv'} cannot be read: No such file or directory"
    path = tmp_path / "latin.csv"
    path.write_bytes("student\nJosé\n".encode("latin-1"))
    with pytest.raises(RosterError) as told:
        read_roster(path)
    assert str(told.value) == f"the roster {path} cannot be read: it is not UTF-8"


def test_what_cannot_be_seen_in_a_cell_is_made_visible(tmp_path):
    known = read_roster(roster(tmp_path, "student,email\n\x1b[1mada\u202e,\u200b@x.org\n"))
    (found,) = known.students
    assert (found.student, found.columns["email"]) == ("\\x1b[1mada\\u202e", "\\u200b@x.org")
    assert known.find(["\\x1b[1mada\\u202e"]) == found


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
