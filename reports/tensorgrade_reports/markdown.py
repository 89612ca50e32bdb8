"""Markdown in, HTML out: pages of diagnoses, and what instructors write. Raw HTML stays text, pictures become links."""

from __future__ import annotations

from markupsafe import Markup


def markdown(text: str, level: int = 4) -> Markup:
    """Render a text, all its headings at one level."""
    from markdown_it import MarkdownIt  # takes long to import, and few runs render any

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))
