"""The report of one submission: its structure, its words, and that nothing a submission brings in gets out of text."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.metadata import version

import jinja2
import msgspec
import pytest
from made_results import ARABIC, HOSTILE, check, diagnosis, exercise, perfect, result
from page_structure import outline, parse

from tensorgrade.scoring.result import Lesson
from tensorgrade_reports.html import page as html
from tensorgrade_reports.html.page import TemplateFault, page, ticked
from tensorgrade_reports.overview import checks_told

OUTLINE = """\
header.top
  h1 4 / 9
nav.exercise-bar
main#main
  section.todo
    h2#todo What to do next
    h3 To fix: 4 mistakes
  section.exercise
    details
      h2#head-sums sums 3 / 6
      details.function.failed
        figure.box
          svg
        figure.box
          svg
        table.heat
        table.heat
        table.heat
        figure.chart
          svg.pygal-chart
        figure.excerpt
      details.function.failed
      details.function.not_attempted
  section.exercise
    details
      h2#head-loops loops 1 / 3
      details.function.failed
      details.function.failed
      details.function.passed
  section.explanations
    h2#explanations What the names mean
    details.explanation
      h3 wrong-shape
    details.explanation
      h3 wrong-values
    details.explanation
      h3 timed-out
    details.explanation
      h3 crashed
"""


@pytest.fixture(scope="module")
def report():
    return parse(page(result()))


def test_the_page_has_this_structure(report):
    assert outline(report.find("body")[0]) == OUTLINE.splitlines()


def test_the_score_comes_first_and_then_what_to_do_next(report):
    main = report.find("main")[0]
    assert report.find("header")[0].text == ("ben 4 / 9 public checks 2 of 6; hidden checks 2 of 3")
    assert report.find("footer")[0].text == (
        f"Graded on cpu, with inputs of seed 0; the code ran separate. tensorgrade {version('tensorgrade')}"
    )
    assert main.find("p", class_="next")[0].text == "Next: fix total, or ask for a hint with grade hint sums.total ."
    assert [one.text for one in main.find("ol", class_="failures")[0].find("li")] == [
        "sums.total told",
        "sums.mean told",
        "loops.forever told",
        "loops.gone told",
    ]


def test_all_done_needs_nothing_mended():
    done = parse(page(perfect()))
    assert done.find("section", class_="todo")[0].text == "What to do next All done: every check passed."
    assert not done.find("section", class_="explanations")


def test_public_and_hidden_checks_are_told_apart(report):
    total, mean = report.find("details", class_="function")[:2]
    assert [one.text for one in total.find("p", class_="group")] == ["public checks 0 of 1", "hidden checks passed"]
    assert mean.find("summary")[0].text == "mean 2 / 3 public checks passed; hidden checks 1 of 2: wrong-values"


def test_checks_told_in_words():
    checks = result().exercises[0].checks
    assert checks_told(checks[2:5]) == "public checks passed; hidden checks 1 of 2"
    assert checks_told(checks[:1]) == "public checks 0 of 1"
    assert checks_told(checks[4:5]) == "hidden checks 0 of 1"
    assert checks_told(()) == ""


def test_a_failure_is_a_lesson(report):
    lesson = report.find("div", class_="lesson")[0]
    assert lesson.find("p", class_="message")[0].text == "total: told"
    words = [(dt.text, dd.text) for dt, dd in zip(lesson.find("dt"), lesson.find("dd"), strict=True)]
    assert words == [
        ("actual", "told actual"),
        ("expected", "told expected"),
        ("rule", "told"),
        ("where", "told where"),
        ("cause", "told cause"),
        ("remedy", "told remedy"),
        ("more", "wrong-shape"),
        ("worth", "1 point"),
    ]
    assert lesson.find("a")[0].attributes["href"] == "#explain-wrong-shape"
    assert report.find("div", id="explain-wrong-shape")[0].find("h4")


def told_once():
    """A function of which three checks fail for one mistake, one of them hidden, and that printed something."""
    shape = msgspec.structs.replace(diagnosis(), printed="<b>step 1</b>\nstep 2")
    checks = (
        check("total", "failed", shape, title="total adds up"),
        msgspec.structs.replace(check("total", "failed", shape, title="total of nothing is 0"), name="test_nothing"),
        check("total", "failed", diagnosis(), visibility="hidden", title="total of a matrix"),
    )
    return msgspec.structs.replace(perfect(), exercises=(exercise("sums", checks),))


def broken_file():
    """An exercise whose file cannot be read."""
    checks = tuple(check(name, "failed", diagnosis("syntax-error", function=name)) for name in ("total", "mean"))
    told = msgspec.structs.replace(diagnosis("syntax-error"), message="ex01_sums.py: the file cannot be read.")
    lesson = Lesson("", told, tuple(one.name for one in checks), "public", 2.0)
    whole = msgspec.structs.replace(exercise("sums", checks), lessons=(lesson,))
    loops = result().exercises[1]
    return msgspec.structs.replace(perfect(), exercises=(loops, whole))


def test_the_student_s_code_stands_in_the_lesson(report):
    (figure,) = report.find("figure", class_="excerpt")
    (code,) = figure.find("pre")
    assert [line.text for line in code.find("span")] == [
        "9 def total(x):", "# x = told", "10 return told \u2190 raised here", "# returns 3",
    ]  # fmt: skip
    assert [line.attributes.get("class") for line in code.find("span")] == ["code ", "value", "code raised", "value"]


def test_one_mistake_is_one_lesson_with_the_other_rules_below_it():
    report = parse(page(told_once()))
    (lesson,) = report.find("div", class_="lesson")
    words = {dt.text: dd for dt, dd in zip(lesson.find("dt"), lesson.find("dd"), strict=True)}
    assert (words["rule"].text, words["worth"].text) == ("total adds up", "3 points")
    assert [one.text for one in words["fail too"].find("li")] == ["total of nothing is 0", "total of a matrix"]
    assert report.find("h3")[0].text == "To fix: 1 mistake"
    assert len(report.find("ul", class_="checks")[0].find("li")) == 2


def test_exercises_are_folded_but_for_those_with_something_to_do_or_to_read():
    right = exercise("right", (check("total", "passed"),))
    untouched = exercise("untouched", (check("total", "not_attempted"),))
    graded = result()
    several = msgspec.structs.replace(graded, exercises=(*graded.exercises, right, untouched))
    opened = ["open" in section.find("details")[0].attributes for section in sections_of(several)]
    assert opened == [True, True, False, False]
    advised = msgspec.structs.replace(right, advice=(diagnosis(),))
    assert (
        "open"
        in sections_of(msgspec.structs.replace(several, exercises=(untouched, advised)))[1]
        .find("details")[0]
        .attributes
    )
    assert "open" in sections_of(msgspec.structs.replace(several, exercises=(right,)))[0].find("details")[0].attributes


def sections_of(graded):
    return parse(page(graded)).find("section", class_="exercise")


def test_what_was_printed_is_shown_as_text():
    (lesson,) = parse(page(told_once())).find("div", class_="lesson")
    assert [one.text for one in lesson.find("pre")] == ["<b>step 1</b> step 2"]
    assert not lesson.find("b")


def test_a_mistake_of_the_whole_file_stands_once_above_everything():
    report = parse(page(broken_file()))
    first = report.find("ol", class_="failures")[0].find("li")[0]
    assert (first.text, first.find("a")[0].attributes["href"]) == (
        "sums ex01_sums.py: the file cannot be read.",
        "#exercise-sums",
    )
    section = report.find("section", class_="exercise")[1]
    (lesson,) = section.find("div", class_="lesson")
    assert [one.text for one in lesson.find("dt")] == [
        "actual", "expected", "where", "cause", "remedy", "more", "worth",
    ]  # fmt: skip
    assert [one.text for one in section.find("span", class_="remark")] == ["", ""]
    assert report.find("p", class_="next")[0].text == "Next: fix the file of sums: told where."


def test_every_link_leads_to_a_place_in_the_page(report):
    ids = [one.attributes["id"] for one in report.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = {link.attributes["href"].removeprefix("#") for link in report.find("a")}
    assert targets <= set(ids)
    assert "sums.total" in targets


def test_the_first_failure_is_open_and_only_that(report):
    assert ["open" in one.attributes for one in report.find("details") if "class" in one.attributes] == [True] + [
        False
    ] * 9


def test_heat_maps_show_yours_expected_and_the_difference(report):
    maps = report.find("table", class_="heat")
    assert [one.find("caption")[0].text for one in maps] == ["yours", "expected", "difference"]
    shown = [[(cell.text, cell.attributes["class"]) for cell in one.find("tbody")[0].find("td")] for one in maps]
    assert shown == [
        [("1", "p2"), ("nan", "odd"), ("-2", "n4"), ("0", "z")],
        [("1", "p2"), ("2", "p4"), ("-1", "n2"), ("0", "z")],
        [("0", "z"), ("nan", "odd"), ("-1", "n4"), ("0", "z")],
    ]


def test_shapes_and_curves_have_words_for_a_screen_reader(report):
    assert [svg.attributes["aria-label"] for svg in report.find("svg")] == [
        "yours: a tensor of shape (3,)",
        "expected: a tensor of shape (2, 1, 3)",
        "losses, step by step: yours and expected",
    ]
    assert all(svg.attributes["role"] == "img" for svg in report.find("svg"))


@pytest.mark.parametrize("word", ["name", "text"])
def test_what_a_submission_brings_in_stays_text(word):
    hostile = result(HOSTILE) if word == "name" else result(text=HOSTILE)
    written = page(hostile)
    tree = parse(written)
    assert not tree.find("script")
    assert not tree.find("img")
    assert not [name for one in tree.all() for name in one.attributes if name.startswith("on") or name == "style"]
    assert HOSTILE in tree.text
    assert "49" not in tree.find("header")[0].text + tree.find("section", class_="todo")[0].text


def test_backticks_become_code_and_nothing_else_does():
    assert str(ticked("use `a < b` here")) == "use <code>a &lt; b</code> here"
    assert str(ticked("one ` alone <b>")) == "one ` alone &lt;b&gt;"


def test_names_stand_in_their_own_direction():
    named = parse(page(result(ARABIC))).find("p", class_="name")[0]
    assert (named.text, named.attributes["dir"]) == (ARABIC, "auto")


def test_the_policy_allows_the_pages_own_styles_and_nothing_else(report):
    policy = report.find("meta")[2].attributes["content"]
    hashes = [b64encode(sha256(one.children[0].encode()).digest()).decode() for one in report.find("style")]
    assert policy == "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + " ".join(
        f"'sha256-{one}'" for one in hashes
    )
    assert len(hashes) == 2


def test_nothing_is_fetched():
    written = page(result())
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import""", written)


def test_a_folder_of_templates_wins_file_by_file(tmp_path):
    (tmp_path / "style.css").write_text("body { color: teal; }")
    own = parse(page(result(), tmp_path))
    assert own.find("style")[0].text == "body { color: teal; }"
    assert own.find("style")[1].text == parse(page(result())).find("style")[1].text
    policy = own.find("meta")[2].attributes["content"]
    assert b64encode(sha256(own.find("style")[0].children[0].encode()).digest()).decode() in policy


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% if %}", "submission.html, line 1: Expected an expression, got 'end of statement block'"),
        ("{{ result.grade }}", "'tensorgrade.scoring.result.SubmissionResult object' has no attribute 'grade'"),
        ("{{ 1 // 0 }}", "integer division or modulo by zero"),
    ],
)
def test_a_template_that_cannot_be_used(tmp_path, source, fault):
    (tmp_path / "submission.html").write_text(source)
    with pytest.raises(TemplateFault) as caught:
        page(result(), tmp_path)
    assert str(caught.value) == f"the templates in {tmp_path} cannot be used: {fault}"


def test_a_fault_in_our_own_templates_is_not_the_instructors(monkeypatch):
    monkeypatch.setitem(html.template_environment(None).globals, "score", None)
    with pytest.raises(TypeError):
        page(result())
    with pytest.raises(jinja2.TemplateNotFound):
        html.rendered("none.html", None)


def test_a_name_without_a_page_is_shown_without_a_link():
    checks = (check("total", "failed", diagnosis("of-another-course")),)
    strange = msgspec.structs.replace(perfect(), exercises=(exercise("sums", checks),))
    lesson = parse(page(strange)).find("div", class_="lesson")[0]
    assert "more of-another-course worth" in lesson.text
    assert not lesson.find("a")
