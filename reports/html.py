"""The result of one submission as one HTML file that needs nothing else: no network, no script, everything escaped."""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup

from grader.diagnosis import entry
from grader.results import SubmissionResult
from reports.numbers import points, score
from reports.overview import OUTCOME_WORDS, checks_of, first_failure, function_lines, next_step


@cache
def environment() -> jinja2.Environment:
    """Return the templates' environment; a name that is not defined is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["points"] = points
    made.globals.update(score=score, checks_of=checks_of, function_lines=function_lines, outcome_words=OUTCOME_WORDS)
    return made


def page(result: SubmissionResult) -> str:
    """Render the report of one submission."""
    names = dict.fromkeys(diagnosis.name for check in result.checks for diagnosis in check.diagnoses)
    return (
        environment()
        .get_template("submission.html")
        .render(
            result=result,
            next_step=next_step(result),
            first=first_failure(result),
            explanations={name: markdown(entry(name).page) for name in names if name != "not-attempted"},
        )
    )


def markdown(text: str) -> Markup:
    """Render one of our own pages; raw HTML in it stays text."""
    from markdown_it import MarkdownIt

    return Markup(MarkdownIt("commonmark", {"html": False}).render(text))
