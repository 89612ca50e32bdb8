"""What an HTML page consists of, for tests that compare structure and not bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "hr", "img", "link"}
OUTLINED = {
    "header",
    "nav",
    "main",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "details",
    "form",
    "table",
    "figure",
    "svg",
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self) -> list[Element]:
        """Every element below, in order."""
        own = [child for child in self.children if isinstance(child, Element)]
        return [found for child in own for found in (child, *child.all())]

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Those with this tag whose attributes hold these words; `class_` stands for class."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            one
            for one in self.all()
            if one.tag == tag
            and all(value in (one.attributes.get(name) or "").split() for name, value in wanted.items())
        ]

    @property
    def text(self) -> str:
        """All text below, blanks folded."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th", "tr") and self.here.tag == "td":
            self.handle_endtag("td")
        made = Element(tag, dict(attributes), self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, dict(attributes), self.here))

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self.here.tag == "td":
            self.handle_endtag("td")
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, text: str) -> None:
        self.here.children.append(text)


def parse(page: str) -> Element:
    """Parse a page. An end tag that closes another element fails."""
    tree = _Tree()
    tree.feed(page)
    tree.close()
    assert tree.here is tree.root, f"<{tree.here.tag}> is not closed"
    return tree.root


def outline(root: Element, depth: int = 0) -> list[str]:
    """List the elements that give a page its structure, indented, with id or class; headings with their text.

    What stands in the pages of diagnoses is left out.
    """
    lines = []
    for child in root.children:
        if isinstance(child, str):
            continue
        deeper = depth
        if child.tag in OUTLINED:
            mark = f"#{child.attributes['id']}" if "id" in child.attributes else ""
            mark = mark or "".join(f".{name}" for name in (child.attributes.get("class") or "").split())
            told = f" {child.text}" if child.tag in ("h1", "h2", "h3") else ""
            lines.append("  " * depth + child.tag + mark + told)
            deeper += 1
        if "page" not in (child.attributes.get("class") or "").split():
            lines += outline(child, deeper)
    return lines
