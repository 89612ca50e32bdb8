"""Item statistics: how hard a check is, whom it tells apart, and which are to be looked at."""

import csv
import io

import pytest
from made_results import a_class, check, diagnosis, exercise, perfect, row
from msgspec.structs import replace
from page_structure import parse

from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade_reports.html.dashboard import ClassFindings, dashboard_page
from tensorgrade_reports.items import items
from tensorgrade_reports.platforms import GradedClass, Student, exports


def student(name, **outcomes):
    """A student with so many outcomes: y passed, n failed, o not attempted; a letter a check."""
    words = {"y": "passed", "n": "failed", "o": "not_attempted"}
    checks = tuple(
        replace(check(function, words[letter]), name=f"{function}_{place}", title=f"{function} {place}")
        for function, letters in outcomes.items()
        for place, letter in enumerate(letters)
    )
    made = exercise("sums", checks)
    graded = replace(perfect(name), exercises=(made,), points=made.points, possible=made.possible)
    return row(graded, made.points)


CLASS = [  # who is good at `rest` fails `odd`, passes `fair`, and all pass `easy`
    student(f"s{number}", easy="y", odd="n" if number > 5 else "y", fair="y" if number > 4 else "n",
            rest="".join("y" if place < number else "n" for place in range(8)))
    for number in range(8)
]  # fmt: skip


def test_a_check_is_as_hard_as_few_pass_it_and_discriminates_as_those_are_good_at_the_rest():
    easy, odd, fair = items(CLASS)[:3]
    assert [(one.check.function, one.tried, one.passed, one.difficulty) for one in (easy, odd, fair)] == [
        ("easy", 8, 8, 1.0),
        ("odd", 8, 6, 0.75),
        ("fair", 8, 3, 0.375),
    ]
    assert easy.discrimination is None
    # by hand: the other points are 1 2 3 4 5 7 8 9 and odd 1 1 1 1 1 1 0 0, so -7.25 / sqrt(1.5 * 58.875)
    assert odd.discrimination == pytest.approx(-0.7715, abs=1e-4)
    assert fair.discrimination == pytest.approx(0.8, abs=0.1)
    assert [one.told for one in (easy, odd, fair)] == ["tells nothing", "looks wrong", ""]
    assert odd.best_failing.student == "s7"


def test_few_students_say_nothing_and_who_has_not_tried_is_not_counted():
    (few,) = items([student("ada", easy="y"), student("ben", easy="o")])
    assert (few.tried, few.passed, few.told, few.best_failing) == (1, 1, "", None)
    (nobody,) = items([student("ben", easy="o")])
    assert (nobody.difficulty, nobody.discrimination) == (None, None)


def test_the_dashboard_shows_what_to_read_again_with_an_answer_and_what_tells_nothing():
    group = AnswerGroup("g", "alike", "sums", "odd", ("s6", "s7"), "s6", diagnosis=diagnosis(), code="def odd(): ...")
    section = next(
        one
        for one in parse(dashboard_page(CLASS, findings=ClassFindings(groups=[group]))).find("section")
        if one.attributes["aria-labelledby"] == "checks"
    )
    wrong, nothing = section.find("details")
    assert wrong.find("summary")[0].text == (
        "sums.odd 6 of 8 pass may be wrong, for those who fail it are better at the rest than those who pass: odd 0"
    )
    assert wrong.find("pre")[0].text == "def odd(): ..."
    assert "Of those who fail it s7 has most points" in wrong.text
    assert nothing.text == "1 check tells nothing: all who tried pass easy 0 sums"


def test_statistics_and_misconceptions_are_exported_as_csv():
    def rows(form):
        graded = GradedClass([Student(each) for each in CLASS], "Week 1", ("sums",))
        return list(csv.DictReader(io.StringIO(exports()[form].write(graded).decode())))

    assert rows("items")[1] == {
        "exercise": "sums", "function": "odd", "check": "odd_0", "visibility": "public", "tried": "8", "passed": "6",
        "difficulty": "0.750", "discrimination": "-0.771", "note": "looks wrong",
    }  # fmt: skip
    assert rows("items")[0]["discrimination"] == ""
    assert rows("misconceptions") == []
    assert rows("concepts") == []


def test_what_a_class_lacks_is_exported_by_concept():
    graded = GradedClass([Student(row) for row in a_class()], "Week 1", concepts={"dtype": ("sums.total",)})
    rows = list(csv.reader(io.StringIO(exports()["concepts"].write(graded).decode())))
    assert rows == [
        ["concept", "lacking", "tried", "share"],
        ["Python", "4", "4", "1.000"],
        ["shape", "4", "4", "1.000"],
        ["speed", "4", "4", "1.000"],
        ["the computation", "4", "4", "1.000"],
        ["dtype", "0", "4", "0.000"],
    ]
