"""What a notebook shows of one function."""

from html.parser import HTMLParser

from made_results import HOSTILE, perfect, result

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
    assert first == "sums.total  1 / 2  public checks 0 of 1; hidden checks passed"
    assert "  expected  told expected" in rest


def test_a_function_that_passes_is_one_line():
    assert as_text(perfect().exercises[0], "total") == "sums.total  2 / 2  public checks passed; hidden checks passed"


def test_as_html_with_notes():
    told = as_html(result().exercises[0], "total", ["no hidden checks here"])
    assert "told expected" in told and "no hidden checks here" in told
    assert "mean" not in told
    assert not tags(told) & {"style", "script", "link"}


def test_hostile_text_is_text():
    told = as_html(result(HOSTILE, HOSTILE).exercises[0], "total", [HOSTILE])
    assert not tags(told) & {"img", "script"}
    assert "&lt;img src=x" in told
