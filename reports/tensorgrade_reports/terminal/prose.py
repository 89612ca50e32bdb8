"""Prose for output that is piped: paragraphs wrapped at a width, code as it is.

In: Markdown as people write it, wrapped at a width of their own. Out: the same Markdown, wrapped at another.
"""

from __future__ import annotations

import re
import textwrap

ITEM = re.compile(r"(?:[-*]|\d{1,2}\.) +")  # how an item of a list begins
KEPT = ("#", "    ")  # how headings and indented code begin
FENCE = "```"


def wrapped(text: str, width: int) -> str:
    """Wrap the paragraphs and items of a Markdown text; headings and code keep their lines."""
    lines: list[str] = []
    paragraph: list[str] = []
    is_code = False
    for line in text.splitlines():
        is_fence = line.strip().startswith(FENCE)
        is_prose = bool(line.strip()) and not (is_code or is_fence or line.startswith(KEPT))
        if not is_prose or ITEM.match(line):
            lines += wrapped_paragraph(" ".join(paragraph), width)
            paragraph = []
        if is_prose:
            paragraph.append(line.strip())
        else:
            lines.append(line)
        is_code = is_code != is_fence
    return "\n".join([*lines, *wrapped_paragraph(" ".join(paragraph), width)])


def wrapped_paragraph(text: str, width: int) -> list[str]:
    """Wrap one paragraph; what follows its first line is indented in an item of a list."""
    item = ITEM.match(text)
    further = " " * (len(item[0]) if item else 0)
    return textwrap.wrap(text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
