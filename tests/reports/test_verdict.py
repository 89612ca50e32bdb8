"""What a notebook shows of one function."""

from html.parser import HTMLParser

import msgspec
import pytest
from made_results import HOSTILE, perfect, result
from page_structure import parse

from tensorgrade.scoring.result import CodeLine, Excerpt, ungraded_result
from tensorgrade_reports.html.verdict import as_html, as_text


class Tags(HTMLParser):
    """The tags of a fragment."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)


def tags(text):
    parser = Tags()
    parser.feed(text)
    return set(parser.tags)


def test_a_failure_as_text():
    first, *rest = as_text(result().exercises[0], "total").splitlines()
    assert first == "Not yet: sums.total  1 / 2  public checks 0 of 1; hidden checks passed"
    assert "  expected  told expected" in rest


def test_a_function_that_passes_is_one_line():
    assert as_text(perfect().exercises[0], "total") == (
        "Correct: sums.total  2 / 2  public checks passed; hidden checks passed"
    )


def test_as_html_with_notes():
    told = as_html(result().exercises[0], "total", ["no hidden checks here"])
    assert "told expected" in told and "no hidden checks here" in told
    assert "public checks passed; hidden checks 1 of 2" not in told  # of mean
    assert not tags(told) & {"style", "script", "link"}


@pytest.mark.parametrize(
    ("graded", "function", "words"),
    [
        (perfect(), "total", "✓ Correct"),
        (result(), "total", "✗ Not yet"),
        (result(), "least", "· Not written yet"),
        (ungraded_result(perfect()), "total", "! Ungraded: the grader's own failure, not yours"),
    ],
)
def test_how_it_stands_is_said_first(graded, function, words):
    page = parse(f"<main>{as_html(graded.exercises[0], function)}</main>")
    assert page.find("div", class_="tensorgrade")[0].text.startswith(f"{words} {function} ")


def test_the_code_of_a_cell_is_shown_line_by_line():
    code = Excerpt("work.ipynb, cell 3", "total(x)", (CodeLine(1, "def total(x):"), CodeLine(2, "    a < b", "raised")))
    sums = result().exercises[0]
    lessons = (msgspec.structs.replace(sums.lessons[0], code=code), *sums.lessons[1:])
    told = as_html(msgspec.structs.replace(sums, lessons=lessons), "total")
    assert "work.ipynb, cell 3" in told
    assert "\n  1  def total(x):\n&gt; 2      a &lt; b  &lt;- " in told


def test_a_verdict_needs_no_style_sheet():
    told = as_html(result().exercises[0], "total")
    assert "border-left:4px solid #e5534b" in told
    assert "fill:none;stroke:currentColor" in told  # else the boxes of shapes are black bars
    assert 'href="' not in told and "What <code>wrong-shape</code> means" in told
    assert "Why PyTorch behaves so" in told


def test_hostile_text_is_text():
    told = as_html(result(HOSTILE, HOSTILE).exercises[0], "total", [HOSTILE])
    assert not tags(told) & {"img", "script"}
    assert "&lt;img src=x" in told
