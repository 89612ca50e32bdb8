"""Who is who: hand-ins and class list put together, and nobody guessed."""

from datetime import UTC, datetime

import pytest

from tensorgrade.classroom.identity import Identity, spellings
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roll import call_roll
from tensorgrade.classroom.roster import Listed, Roster
from tensorgrade.submission.commits import Commit

JANE = Identity("Doe, Jane", "canvas", "71", "s1", "jane@uni.example", "j.doe@uni.example", "Red")
RICK = Identity("Roe, Rick", "canvas", "72", "s2", "rick@uni.example", "", "Red")
CLASS = Roster((Listed(JANE), Listed(RICK)))
TIME = datetime(2026, 11, 3, tzinfo=UTC)


def handed_in(student, identity=None, **more):
    return HandIn(student, (), identity or Identity(student), **more)


@pytest.mark.parametrize(
    "identity",
    [
        Identity("doejane", "canvas", "71"),
        Identity("anybody", sid="S1"),
        Identity(email="J.Doe@uni.example"),
        Identity(email="jane@uni.example"),  # what Canvas calls a login is an address elsewhere
        Identity("jane@uni.example"),
        Identity("Jane Doe"),
        Identity("DOE Jané"),
        Identity("doe_jane"),
        Identity("x", aliases=("week1-s1", "s1")),
    ],
    ids=lambda identity: f"{identity.label} {identity.sid}{identity.number}",
)
def test_a_student_is_found_by_any_name(identity):
    assert CLASS.match(identity).listed == Listed(JANE)


@pytest.mark.parametrize(
    "identity",
    [
        Identity(),
        Identity("Jane"),
        Identity("x", "moodle", "71"),  # Moodle's number, not Canvas's
        Identity("x", "canvas", "s1"),
        Identity("Jane Rick"),
    ],
)
def test_nobody_is_guessed(identity):
    match = CLASS.match(identity)
    assert (match.listed, match.rivals) == (None, ())


def test_a_number_of_a_platform_is_found_on_a_list_that_does_not_say_whose_its_numbers_are():
    listed = Listed(Identity("Doe, Jane", number="71"))
    assert Roster((listed,)).match(Identity("janie", "canvas", "71")).listed == listed


def test_the_surest_name_decides():
    assert CLASS.match(Identity("Roe, Rick", sid="s1")).listed == Listed(JANE)


def test_names_that_say_several_students_are_told_and_nobody_is_taken():
    twins = Roster((Listed(Identity("Kim Lee", sid="1")), Listed(Identity("Lee, Kim", sid="2")), Listed(JANE)))
    roll = call_roll([handed_in("Kim Lee"), handed_in("both", Identity(sid="s1", email="2"))], twins)
    assert [one.identity.sid for one in roll.hand_ins] == ["", "s1"]
    assert roll.notes == (
        ("Kim Lee", "fits several students of the roster (Kim Lee; Lee, Kim): taken for none of them"),
    )
    torn = call_roll([handed_in("torn", Identity(sid="s1", login="rick@uni.example"))], CLASS)
    assert torn.notes == (
        ("torn", "fits several students of the roster (Doe, Jane; Roe, Rick): taken for none of them"),
    )


def test_what_the_roster_knows_is_kept_with_the_hand_in():
    roll = call_roll([handed_in("doejane", Identity("doejane", "canvas", "71"))], CLASS)
    assert [one.identity for one in roll.hand_ins] == [JANE]
    assert (roll.hand_ins[0].student, roll.absent, roll.notes) == ("doejane", (Listed(RICK),), ())


def test_the_time_on_the_roster_wins():
    roster = Roster((Listed(Identity("ada"), TIME), Listed(Identity("ben"))))
    other = datetime(2026, 1, 1, tzinfo=UTC)
    roll = call_roll([handed_in("ada", handed_in=other), handed_in("ben", handed_in=other)], roster)
    assert [one.handed_in for one in roll.hand_ins] == [TIME, other]


def test_what_a_group_handed_in_is_that_of_each_member():
    roll = call_roll([handed_in("red", Identity("red", "canvas", "80"))], CLASS)
    assert [(one.student, one.identity) for one in roll.hand_ins] == [("Doe, Jane", JANE), ("Roe, Rick", RICK)]
    assert (roll.absent, roll.notes) == ((), (("red", "handed in by a group: Doe, Jane; Roe, Rick each have it"),))


def test_a_group_that_has_the_number_of_one_of_its_members():
    roll = call_roll([handed_in("red", Identity("red", "canvas", "71"))], CLASS)
    assert [one.student for one in roll.hand_ins] == ["Doe, Jane", "Roe, Rick"]
    alone = call_roll([handed_in("doejane", Identity("doejane", "canvas", "71"))], CLASS)
    assert [one.student for one in alone.hand_ins] == ["doejane"]


def test_the_number_of_a_group_is_no_students():
    zed = Listed(Identity("Zed Young", "moodle", "17"))
    jane = Listed(Identity("Jane Doe", "moodle", "1201", group="Group A"))
    group = handed_in("Group A", Identity("Group A", "moodle", "17"))
    roll = call_roll([group], Roster((zed, jane)))
    assert [one.identity for one in roll.hand_ins] == [jane.identity]
    assert roll.absent == (zed,)
    unknown = call_roll([group], Roster((zed,)))
    assert (unknown.absent, unknown.notes) == ((zed,), (("Group A", "is not on the roster"),))
    renamed = call_roll([handed_in("Zed Old", Identity("Zed Old", "moodle", "17"))], Roster((zed,)))
    assert renamed.absent == ()


def test_who_is_not_on_the_roster_is_told_with_those_who_committed():
    commits = [Commit(name, f"{name}@x.org", TIME, TIME) for name in ("s2", "bot", "s1", "s2")]
    roll = call_roll([handed_in("rocket", commits=tuple(commits)), handed_in("nobody")], CLASS)
    assert roll.notes == (
        ("rocket", "is not on the roster; commits of it are by Roe, Rick; Doe, Jane"),
        ("nobody", "is not on the roster"),
    )
    assert call_roll([handed_in("nobody")], Roster()).notes == ()


def test_members_of_two_groups_who_have_one_name_have_two_rows():
    kims = Roster(tuple(Listed(Identity("Kim Lee", sid=f"of {team}", group=team)) for team in ("red", "blue")))
    roll = call_roll([handed_in("red", Identity("Red")), handed_in("blue", Identity("Blue"))], kims)
    assert [one.student for one in roll.hand_ins] == ["Kim Lee (of blue)", "Kim Lee (of red)"]


def test_several_hand_ins_of_one_student_are_told():
    roll = call_roll([handed_in("jane doe"), handed_in("s1")], CLASS)
    sentence = "Doe, Jane of the roster has several hand-ins (jane doe, s1): keep one of them"
    assert roll.notes == (("jane doe", sentence),)
    assert roll.absent == (Listed(RICK),)


def test_what_was_odd_about_the_roster_is_told():
    assert call_roll([], Roster((), ("line 3: odd",))).notes == (("roster", "line 3: odd"),)


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("Doe, Jane", "doejane", True),
        ("Jane Doe", "doejane", True),
        ("María José Núñez Pérez", "nunezperezmariajose", True),
        ("Jane Doe", "Jane D.", False),
        ("李 明", "明李", True),
        ("", "x", False),
    ],
)
def test_how_platforms_write_names(name, other, alike):
    assert bool(spellings(name) & spellings(other)) is alike


def test_nothing_in_an_identity_is_invisible():
    made = Identity(" \x1b[1mada\u202e ", login="\u200bx", aliases=(" a\nb",))
    assert (made.name, made.login, made.aliases) == ("\\x1b[1mada\\u202e", "\\u200bx", ("a\\x0ab",))
    assert Identity(login="l", sid="7").label == "l"
