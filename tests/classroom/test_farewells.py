"""Hand-ins that were there at the last run and are no longer: they leave the reports, and are told."""

from contextlib import closing

import pytest
from results import result

from tensorgrade.classroom.farewells import farewells, note_roll
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roll import Roll
from tensorgrade.classroom.roster import Listed
from tensorgrade.scoring.standing import Override

JANE = Identity("Doe, Jane", "canvas", "71", "s1")


@pytest.fixture
def book(tmp_path):
    with closing(Gradebook(tmp_path)) as made:
        yield made


def enter(book, student, content):
    book.put(book.row_of(student, student, result(student, a=2.0), None, ""), f"course 7 {content}")


def roll(*students, absent=()):
    return Roll(tuple(HandIn(student, (), Identity(student)) for student in students), absent)


def test_a_renamed_and_a_withdrawn_hand_in_are_told_once(book):
    enter(book, "jane-old", "same")
    enter(book, "rick", "other")
    book.override("rick", Override("sums.a", 1.0, "why"))
    assert note_roll(book, roll("jane-old", "rick"), False) == []
    gone = note_roll(book, roll("jane"), False)
    enter(book, "jane", "same")
    left = "left out of all reports, and kept"
    assert list(farewells(book, gone)) == [
        ("jane-old", f"no longer among the hand-ins; jane handed in the same: {left} until it comes back"),
        ("rick", f"no longer among the hand-ins: {left}, with the points set by hand, until it comes back"),
    ]
    assert book.students == ["jane"]
    assert note_roll(book, roll("jane"), False) == []


def test_without_a_roster_what_the_last_one_said_stays(book):
    listed = roll("jane", absent=(Listed(Identity("Zoe", sid="s9")),))
    known = Roll((HandIn("jane", (), JANE),), listed.absent)
    enter(book, "jane", "x")
    note_roll(book, known, True)
    note_roll(book, roll("jane"), False)
    assert (book.identities["jane"], book.absent) == (JANE, ["Zoe"])
    note_roll(book, roll("jane"), True)
    assert (book.identities["jane"], book.absent) == (Identity("jane"), [])
