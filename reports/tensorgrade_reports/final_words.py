"""What is said of a final grade beside the page: the points, the sum, what was set by hand, and the comments.

In Markdown for platforms that render it, in HTML for those that take that, and as plain text for mail. Comments are
an instructor's own Markdown; all else is text.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from tensorgrade_reports.markdown import markdown
from tensorgrade_reports.numbers import score
from tensorgrade_reports.sheet import FinalGrade

SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "[": "&#91;", "!": "&#33;", "@": "&#64;"}


def escaped_markdown(text: str) -> str:
    """Write text so that Markdown and HTML take it as text, in one line."""
    return "".join(SIGNS.get(sign, sign) for sign in " ".join(text.split()))


def points_told(grade: FinalGrade) -> str:
    """Say the final points: `87.58 / 100 points`."""
    return f"{score(grade.points, grade.possible)} points"


def reasons(grade: FinalGrade) -> list[str]:
    """Say how the final points come about; nothing where they are as computed."""
    return [text for text in (grade.total, *grade.changes) if text]


def comments_in_markdown(grade: FinalGrade) -> Iterator[str]:
    """Give each comment, after what it is about."""
    for place, text in grade.comments:
        yield f"On `{place}`:\n\n{text}" if place else text


def comments_in_html(grade: FinalGrade) -> str:
    """Render the comments, one after the other."""
    places = (Markup("<p>On <code>{}</code>:</p>\n").format(place) if place else "" for place, _ in grade.comments)
    texts = (markdown(text) for _, text in grade.comments)
    return "".join(f"{place}{text}" for place, text in zip(places, texts, strict=True))


def in_markdown(grade: FinalGrade) -> str:
    """Write a grade as Markdown: a heading, why, and the comments."""
    told = "\n".join(f"- {escaped_markdown(text)}" for text in reasons(grade))
    parts = [f"## {points_told(grade)}", told, *comments_in_markdown(grade)]
    return "\n\n".join(part for part in parts if part)


def in_plain_text(grade: FinalGrade) -> str:
    """Write a grade as text: the points, why, and the comments as they were written."""
    return "\n\n".join([points_told(grade), *reasons(grade), *comments_in_markdown(grade)])
