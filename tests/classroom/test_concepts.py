"""What a class has and lacks by concept, and what has changed since other results came."""

from contextlib import closing

import pytest
from made_results import check, diagnosis, exercise, perfect, result, row
from msgspec.structs import replace
from tiny_course import MISTAKE, write

from tensorgrade.classroom.about import About
from tensorgrade.classroom.concepts import (
    ConceptStanding,
    Snapshot,
    concept_of,
    keep_concepts,
    keep_snapshot,
    kept_concepts,
    snapshot_before,
    standings,
)
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.course.catalogue import read_course
from tensorgrade.protocol.ladder import LADDER

KNOWN = {"dtype": ("sums.total",), "device": ("sums.other",), "shape": ("sums.total",)}


def graded(name, *checks):
    return row(replace(perfect(name), exercises=(exercise("sums", checks),)), 1.0)


ROWS = [
    graded("ada", check("total", "passed")),
    graded("ben", check("total", "failed", diagnosis("wrong-shape"), diagnosis("wrong-dtype"))),
    graded("cleo", check("total", "failed", diagnosis("silent-broadcast"))),
    graded("dora", check("total", "not_attempted", diagnosis("not-attempted"))),
    graded("eve", check("mean", "failed", diagnosis("graph-kept", function="mean"))),
]


def test_every_diagnosis_has_a_concept_but_what_was_not_tried():
    assert [name for name in LADDER if not concept_of(name)] == ["not-attempted"]
    assert len({concept_of(name) for name in LADDER}) < 20
    assert concept_of("gone-since") == ""


def test_a_concept_is_lacked_by_those_with_a_lesson_of_it_among_those_who_tried():
    assert standings(ROWS, KNOWN) == [
        ConceptStanding("graph", ("eve",), 1),
        ConceptStanding("shape", ("ben", "cleo"), 3),
        ConceptStanding("dtype", ("ben",), 3),
    ]
    assert [one.concept for one in standings(ROWS[:1], KNOWN)] == ["dtype", "shape"]
    assert standings([], KNOWN) == []


@pytest.fixture
def book(tmp_path):
    with closing(Gradebook(tmp_path)) as made:
        made.put_about(About("box", ("sums",)))
        yield made


def test_the_course_says_in_which_functions_a_concept_can_go_wrong(book, tmp_path):
    assert kept_concepts(book) == {}
    mistakes = f'{MISTAKE}\n\ndef doubled(x):\n    """wrong-dtype: It is float64."""\n    return x.sum().double()\n'
    keep_concepts(book, read_course(write(tmp_path / "course", mistake=mistakes)))
    assert kept_concepts(book) == {"the computation": ("sums.total",), "dtype": ("sums.total",)}


def test_what_was_before_is_told_until_other_results_come(book):
    def put(student, graded):
        book.put(book.row_of(student, student, replace(graded, submission=student), None, ""), "k")

    put("ada", result())
    assert snapshot_before(book) is None
    keep_snapshot(book)
    assert snapshot_before(book) is None
    put("ben", perfect())
    first = snapshot_before(book)
    assert first is not None and (first.students, first.lacking["shape"]) == (1, 1.0)
    keep_snapshot(book)
    keep_snapshot(book)
    assert snapshot_before(book) == first
    put("cleo", perfect())
    second = snapshot_before(book)
    assert second == Snapshot(2, second.points, {**first.lacking, "shape": 0.5})
