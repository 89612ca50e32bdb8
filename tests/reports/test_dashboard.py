"""The dashboard of a class: what it counts, how it is laid out, and that names and links cannot break out of it."""

import msgspec
import pytest
from made_results import ARABIC, HOSTILE, a_class, check, diagnosis, exercise, perfect, result, row
from page_structure import outline, parse

from tensorgrade.classroom.concepts import Snapshot
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.scoring.result import ungraded_result
from tensorgrade_reports import cohort
from tensorgrade_reports.html.comparison import comparison_page
from tensorgrade_reports.html.dashboard import ClassFindings, dashboard_page, relative_link
from tensorgrade_reports.html.page import TemplateFault
from tensorgrade_reports.html.page import page as report_page

OUTLINE = """\
header.top
  h1 Class
  nav
main
  section
    h2#scores Scores
    figure.chart
      svg.pygal-chart
    figure.chart
      svg.pygal-chart
  section
    h2#teach What to teach next
    table#concepts
  section
    h2#misconceptions Most common misconceptions
    details.misconception
      details#explain-timed-out
    details.misconception
      details#explain-crashed
    details.misconception
      details#explain-wrong-values
    details.misconception
      figure.box
        svg
      figure.box
        svg
      table.heat
      table.heat
      table.heat
      figure.chart
        svg.pygal-chart
      details#explain-wrong-shape
    details.misconception
    details.misconception
    details.misconception
    details.misconception
      figure.box
        svg
      figure.box
        svg
      table.heat
      table.heat
      table.heat
      figure.chart
        svg.pygal-chart
  section
    h2#students Students
    form.filters
    table#matrix
  section
    h2#checks Checks
    table
    table
  section
    h2#endings Timeouts and crashes
    table
  section
    h2#similar Similar submissions
    table
"""


@pytest.fixture(scope="module")
def page():
    return parse(dashboard_page(a_class(), findings=ClassFindings([SimilarPair("ada", HOSTILE, 0.876)])))


def test_the_page_has_this_structure(page):
    assert outline(page.find("body")[0]) == OUTLINE.splitlines()


def test_the_class_in_numbers(page):
    told = page.find("dl", class_="summary")[0]
    numbers = dict(zip([dt.text for dt in told.find("dt")], [dd.text for dd in told.find("dd")], strict=True))
    assert numbers == {
        "students": "5",
        "mean": "4.2 of 9",
        "median": "4",
        "all points": "1",
        "late": "1",
        "not final": "1",
    }


def test_a_row_a_student_and_a_cell_an_exercise_and_a_function(page):
    matrix = page.find("table", id="matrix")[0]
    folds, heads = matrix.find("thead")[0].find("tr")
    assert [(td.attributes.get("data-folds"), td.attributes["colspan"]) for td in folds.find("td")] == [
        (None, "3"),
        ("sums", "4"),
        ("loops", "4"),
    ]
    assert [th.text for th in heads.find("th")] == [
        *("student", "points", "days late", "sums", "total", "mean", "least", "loops", "forever", "gone", "fine"),
    ]
    rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in matrix.find("tbody")[0].find("tr")]
    marks = ["50", "50", "66", "·", "33", "✗", "✗", "✓"]
    assert rows == [
        ["ada", "9", "", *marks],
        ["ben", "3 -1 late", "2", *marks],
        [f"{ARABIC} set by hand: sums.total 2, a regrade", "5", "", *marks],
        [HOSTILE, "4", "", *marks],
        [f"eve the zip is broken: {HOSTILE}", "0", "", *["-"] * 8],
    ]


def test_a_cell_leads_to_the_exercise_and_names_its_lessons_by_number(page):
    matrix, lessons = (
        page.find("table", id="matrix")[0],
        [li.text for li in page.find("ol", id="lessons")[0].find("li")],
    )
    ada = matrix.find("tbody")[0].find("tr")[0]
    assert [a.attributes["href"] for a in ada.find("a")][1:] == [
        "./students/ada.html#exercise-sums",
        "./students/ada.html#exercise-loops",
    ]
    told = [cell.attributes.get("data-l", "") for cell in ada.find("td")[2:]]
    assert [[lessons[int(number)] for number in cell.split()] for cell in told] == [
        ["total: told", "mean: told"],
        ["total: told"],
        ["mean: told"],
        [],
        ["forever: told", "gone: told"],
        ["forever: told"],
        ["gone: told"],
        [],
    ]


def test_what_to_teach_next_is_told_by_concept_with_what_has_changed():
    known = {"dtype": ("sums.total",), "device": ("sums.total",), "data": ("nowhere.at_all",)}
    findings = ClassFindings(concepts=known, before=Snapshot(4, 0.41, {"shape": 0.5, "speed": 1.0}))
    tree = parse(dashboard_page(a_class(), findings=findings))
    section = next(one for one in tree.find("section") if one.attributes["aria-labelledby"] == "teach")
    heads, *rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in section.find("tr")]
    assert heads == ["concept", "lack it, %", "students", "of those who tried", "change", "most common mistake"]
    assert [row[:5] for row in rows] == [
        ["Python", "100", "4", "4", ""],
        ["shape", "100", "4", "4", "+50"],
        ["speed", "100", "4", "4", "0"],
        ["the computation", "100", "4", "4", ""],
    ]
    assert rows[1][5] == "sums.total told cause"
    assert [one.text for one in section.find("p")] == [
        "Nobody who tried lacks: device, dtype.",
        "Before the last results came there were 4 students with 41 % of the points on average; "
        "changes are in percent of those who tried.",
    ]


def test_hints_that_were_opened_are_counted_where_hand_ins_tell(page):
    hints = {"ada": {"sums.total": 3, "sums.mean": 1}, "ben": {"sums.total": 1}, ARABIC: {}, "gone": {"sums.total": 2}}
    tree = parse(dashboard_page(a_class(), findings=ClassFindings(hints=hints)))
    section = next(one for one in tree.find("section") if one.attributes["aria-labelledby"] == "hints")
    heads, *rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in section.find("tr")]
    assert heads == ["function", "hint 1", "hint 2", "hint 3", "of them all points, %"]
    assert rows == [["sums.total", "2", "1", "1", "0"], ["sums.mean", "1", "0", "0", "0"]]
    assert section.find("p")[0].text == "3 of 5 hand-ins tell which hints were opened."
    assert "hints" not in [one.attributes["aria-labelledby"] for one in page.find("section")]


def test_a_misconception_has_its_students_and_an_example(page):
    told = [one.find("summary")[0].text for one in page.find("details", class_="misconception")]
    assert told[:4] == [
        "loops.forever 3 students told cause",
        "loops.gone 3 students told cause",
        "sums.mean 3 students told cause",
        "sums.total 3 students told cause",
    ]
    assert [one.split()[:3] for one in told[4:]] == [[one.split()[0], "1", "student"] for one in told[:4]]
    total = page.find("details", class_="misconception")[3]
    assert total.find("p", class_="group")[0].text == "An example: ada"
    assert total.find("div", class_="lesson")[0].find("p", class_="message")[0].text == "total: told"
    assert total.find("a")[0].attributes["href"] == "./students/ada.html"


def test_each_name_is_explained_once(page):
    explained = [one.attributes["id"] for one in page.find("details", class_="page")]
    assert sorted(explained) == [f"explain-{name}" for name in ("crashed", "timed-out", "wrong-shape", "wrong-values")]


def test_misconceptions_prefer_an_example_of_a_public_check_and_count_students_once():
    same = msgspec.structs.replace(diagnosis("wrong-shape", "veiled"), cause="the same")
    veiled = check("total", "failed", same, visibility="hidden")
    shown = check("total", "failed", msgspec.structs.replace(same, message="total: shown", name="wrong-values"))
    rows = [
        row_of("ada", veiled),
        row_of("ben", shown, veiled),
        row_of("cleo", check("total", "failed", diagnosis("raised"))),
    ]
    found = cohort.misconceptions(rows)
    assert [(one.label, one.students) for one in found] == [
        ("sums.total: the same", ("ada", "ben")),
        ("sums.total: told `cause`", ("cleo",)),
    ]
    assert (found[0].example.message, found[0].example_of.student) == ("total: shown", "ben")


def test_lessons_are_counted_and_a_broken_file_is_one_of_its_exercise():
    shape = diagnosis("wrong-shape")
    whole = exercise("sums", (check("total", "failed", diagnosis("syntax-error")),))
    lesson = msgspec.structs.replace(whole.lessons[0], function="")
    broken = row(
        msgspec.structs.replace(perfect("cleo"), exercises=(msgspec.structs.replace(whole, lessons=(lesson,)),)), 0.0
    )
    rows = [row_of("ada", check("total", "failed", shape, shape), check("mean", "failed", shape)), broken]
    found = cohort.misconceptions(rows)
    assert [(one.label, one.lessons) for one in found] == [
        ("sums.mean: told `cause`", 1),
        ("sums.total: told `cause`", 1),
        ("sums: told `cause`", 1),
    ]
    told = [one.find("summary")[0].text for one in parse(dashboard_page(rows)).find("details", class_="misconception")]
    assert told == [f"{place} 1 student told cause" for place in ("sums.mean", "sums.total", "sums")]
    assert cohort.names_with_counts(rows) == [("syntax-error", 1), ("wrong-shape", 1)]


def row_of(name, *checks):
    return row(msgspec.structs.replace(perfect(name), exercises=(exercise("sums", checks),)), 1.0)


def test_the_hardest_and_the_slowest_checks_come_first():
    slow = check("slow", "passed", seconds=3.0)
    lines = cohort.check_lines(
        [
            row_of("ada", check("easy", "passed"), check("hard", "passed"), slow),
            row_of("ben", check("easy", "passed"), check("hard", "failed", seconds=0.75), slow),
            row_of("cleo", check("easy", "not_attempted"), check("hard", "ungraded"), slow),
        ]
    )
    by_name = {line.check.name: (line.tried, line.passed) for line in lines}
    assert by_name["test_easy_public_passed"] == (2, 2)
    assert by_name["test_slow_public_passed"] == (3, 3)
    assert cohort.slowest(lines)[0].check.function == "slow"
    assert [line.check.function for line in cohort.hardest(lines)] == ["hard"]


def test_timeouts_and_crashes_are_listed(page):
    table = page.find("table")[-2]
    rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.find("tbody")[0].find("tr")]
    assert rows[:2] == [
        ["ada", "loops: forever does it", "timed out", "5.00"],
        ["ada", "loops: gone does it", "crashed", "0.25"],
    ]
    assert len(rows) == 8


def test_similar_submissions_are_a_hint_and_no_verdict(page):
    section = page.find("table")[-1].parent.parent
    assert section.find("p")[0].text == (
        "A hint to look at, not a verdict: short exercises have few right answers, "
        "and students may have worked together as allowed."
    )
    assert [cell.text for cell in section.find("tbody")[0].find("td")] == ["ada", HOSTILE, "87"]


def test_scores_fall_into_bands():
    rows = [row(perfect(), final) for final in [0.0, 0.2, 1.999, 2.0, 2.5, -1.0]]
    assert cohort.distribution(rows) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 3]
    assert cohort.band_labels()[::9] == ["0-10", "90-100"]


def test_a_class_of_nobody_can_be_shown():
    empty = parse(dashboard_page([]))
    assert empty.find("dl", class_="summary")[0].text == "students 0 mean 0 of 0 median 0 all points 0 late 0"
    assert "None: every check that ran has passed." in empty.text


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("students/ada.html", "./students/ada.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("//host/x", "./host/x"),
        ('"><b>', "./%22%3E%3Cb%3E"),
        ("", ""),
    ],
)
def test_links_lead_to_files_beside_the_page_only(link, written):
    assert relative_link(link) == written


@pytest.mark.parametrize("written", [dashboard_page(a_class(), title=HOSTILE), comparison_page(a_class(), a_class())])
def test_what_students_bring_in_stays_text(written):
    tree = parse(written)
    assert HOSTILE in tree.text
    assert len(tree.find("script")) == 1
    assert not tree.find("img")
    assert not [name for one in tree.all() for name in one.attributes if name.startswith("on") or name == "style"]
    assert {one.attributes["href"][:2] for one in tree.find("a")} <= {
        "./",
        *(f"#{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
    }


def test_names_of_students_stand_in_their_own_direction(page):
    assert ARABIC in [one.text for one in page.find("bdi")]


def test_two_batches_side_by_side():
    before = [row(result("ada"), 3.0), row(result("ben"), 3.0)]
    our_failure = row(ungraded_result(result("ben")), 0.0)
    after = [row(perfect("ada"), 4.5), row(perfect("cleo"), 2.0), our_failure]
    tree = parse(comparison_page(before, after, ("May", "June")))
    misconceptions, functions, students = (
        [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.find("tbody")[0].find("tr")]
        for table in tree.find("table")
    )
    assert misconceptions[0] == ["loops.forever: told `cause`", "2", "0", "-2"]
    assert functions[:2] == [["sums.total", "50", "100", "+50"], ["sums.mean", "66.67", "", ""]]
    assert students == [["ada", "4", "2", "-2"], ["ben", "4", "", ""], ["cleo", "", "2", ""]]  # as computed, not as set
    counts = next(one for one in tree.find("section") if one.attributes["aria-labelledby"] == "students")
    told = {part.find("dt")[0].text: part.find("dd")[0].text for part in counts.find("dl")[0].find("div")}
    assert told == {"better": "0", "the same": "0", "worse": "1", "in one only": "2"}
    assert [th.text for th in tree.find("table")[0].find("thead")[0].find("th")] == ["name", "May", "June", "change"]
    better = [(cell.text, cell.attributes.get("class")) for cell in tree.find("td") if cell.text in ("-2", "+50")]
    assert set(better) == {("-2", "more"), ("-2", "less"), ("+50", "more")}  # fewer with a mistake; fewer points


def test_a_broken_template_is_the_instructors_to_mend(tmp_path):
    (tmp_path / "dashboard.html").write_text("{{ nothing }}")
    with pytest.raises(TemplateFault, match=r"^the templates in .* cannot be used: 'nothing' is undefined$"):
        dashboard_page(a_class(), templates=tmp_path)


def test_a_class_of_500_stays_under_3_mb_and_a_report_under_300_kb():
    checks = tuple(check(f"function_{i}", "failed", diagnosis(text="word " * 20)) for i in range(70))
    made = msgspec.structs.replace(perfect(), exercises=(exercise("sums", checks),))
    rows = [row(msgspec.structs.replace(made, submission=f"Student Number {i}"), 1.0) for i in range(500)]
    assert len(dashboard_page(rows).encode()) < 3_000_000
    assert len(report_page(made).encode()) < 300_000
