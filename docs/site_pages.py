"""Pages of the docs site that no file of docs/ holds, made when it is built: a hook of mkdocs (mkdocs.yml).

The first page is README.md; each diagnosis has a page, which `grade explain` prints as well; the reference lists
what is public. Links to files that are not on the site lead to the repository.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from griffe import Extension, Object
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import tensorgrade
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List the pages of diagnoses."""
    pages = ["diagnoses/index.md", *(f"diagnoses/{name}.md" for name in sorted(LADDER))]
    config.nav = [{"Diagnoses": pages} if item == "diagnoses" else item for item in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made here."""
    made = {"index.md": (ROOT / "README.md").read_text(encoding="utf-8"), "reference.md": reference()}
    made |= {f"diagnoses/{name}.md": page_of(name) for name in LADDER}
    made["diagnoses/index.md"] = gallery()
    for place, text in made.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Have links lead to the site's own pages, or to the repository."""
    home = ROOT if page.file.src_uri == "index.md" else (DOCS / page.file.src_uri).parent
    at = (DOCS / page.file.src_uri).parent

    def led(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(home / link[1]))
        if target.is_relative_to(DOCS) or not target.exists():
            return f"]({os.path.relpath(target, at)}"
        return f"]({config.repo_url}/blob/main/{target.relative_to(ROOT).as_posix()}"

    return LINK.sub(led, markdown)


def page_of(name: str) -> str:
    """Return the page of a diagnosis."""
    return f"# {name}\n\n{entry(name).page}\n"


def gallery() -> str:
    """Return the list of the diagnoses, each with its first sentence and a link to its page."""
    lines = [f"| [{name}]({name}.md) | {entry(name).opening} |" for name in sorted(LADDER)]
    head = "# Diagnoses\n\nThe names of mistakes, as the grader tells them. `grade explain NAME` prints the same pages."
    return "\n".join([head, "", "| name | what it is |", "|---|---|", *lines, ""])


def reference() -> str:
    """Return the reference of what is public: the package's names, `check` for notebooks, and the probes."""
    parts = [
        ("# Reference", []),
        (
            f"## tensorgrade\n\n{fenced(str(tensorgrade.__doc__))}",
            [".".join(place) for place in tensorgrade.PLACES.values()],
        ),
        ("## tensorgrade.notebook", ["tensorgrade.notebook.check"]),
        ("## tensorgrade.probes", list(probes())),
    ]
    return "\n\n".join(f"{head}\n\n" + "\n\n".join(f"::: {name}" for name in names) for head, names in parts) + "\n"


def probes() -> Iterator[str]:
    """Name the public probes where they are defined."""
    folder = ROOT / "grader" / "tensorgrade" / "worker" / "probes"
    for path in sorted(folder.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "grader").with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                yield from (f"{module}.{name}" for name in ast.literal_eval(node.value))


class FencedExamples(Extension):
    """Shows the examples of docstrings as code."""

    def on_object(self, *, obj: Object, **more: object) -> None:
        """Fence those of one docstring."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return a docstring whose examples are blocks of code."""
    parts = [f"```python\n{part}\n```" if part.startswith(">>>") else part for part in docstring.split("\n\n")]
    return "\n\n".join(parts)
