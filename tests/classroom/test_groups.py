"""Which answers of a class are alike."""

from contextlib import closing

import pytest
from made_class import behaviour, left, made_class, put, wrong
from made_results import HOSTILE
from tiny_course import REFERENCE, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import keep_groups, kept_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.course.catalogue import read_course

MEAN = "The mean is taken."


@pytest.fixture
def course(tmp_path):
    return read_course(write(tmp_path / "course"))


@pytest.fixture
def book(tmp_path, course):
    with closing(Gradebook(made_class(tmp_path, course))) as made:
        yield made


def members(groups):
    return [(group.kind, group.why, group.students) for group in groups if group.function == "total"]


def test_answers_are_gathered_by_known_mistake_by_what_they_left_and_by_how_they_are_right(book):
    assert members(kept_groups(book)) == [
        ("alike", "", (HOSTILE, "dora", "eve")),
        ("alike", "", ("finn",)),
        ("known", MEAN, ("gus", "hal")),
        ("right", "", ("ada", "ben")),
        ("right", "", ("cleo",)),
    ]


def test_a_group_shows_its_code_and_what_is_common(book):
    finn = next(group for group in kept_groups(book) if group.students == ("finn",))
    assert (finn.representative, finn.checks, finn.diagnosis.message) == ("finn", ("a",), "total: told")
    assert finn.code == "def total(x):\n    return x.max()"


def test_names_of_groups_are_the_same_when_others_join(book, course):
    before = {group.students: group.id for group in kept_groups(book)}
    assert len(set(before.values())) == len(before)
    put(book, course, wrong("a newcomer"), REFERENCE, behaviours=(behaviour(),), runs=left(5.0, 4.0 - 1e-7))
    keep_groups(book, course)
    after = {group.students: group.id for group in kept_groups(book)}
    assert after["a newcomer", "finn"] == before["finn",]
    assert [name for name in before.values() if name not in after.values()] == []


def test_what_fails_other_cases_or_ran_on_other_inputs_is_not_alike(book, course):
    other = behaviour().__class__("sums", "total", False, "", ("sums/total[1]",), ("a",), behaviour().diagnosis)
    put(book, course, wrong("ida"), REFERENCE, behaviours=(other,), runs=left(5.0, 4.0))
    put(book, course, wrong("jo"), REFERENCE, behaviours=(behaviour(),), runs=b"")
    put(book, course, wrong("kim"), REFERENCE, behaviours=(behaviour(),), runs=left(5.0, 4.0))
    book.put(book.row("kim"), "k 8 kim", holding=Holdings(book.database).of("kim"))
    alike = [group.students for group in keep_groups(book, course) if group.kind == "alike"]
    assert sorted(alike)[1:] == [("finn",), ("ida",), ("jo",), ("kim",)]


def test_who_is_gone_is_in_no_group(book, course):
    book.put_roll({student: identity for student, identity in book.identities.items() if student != "finn"}, {})
    assert "finn" not in {student for group in keep_groups(book, course) for student in group.students}
