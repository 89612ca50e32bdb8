"""Files that a command writes from templates: what stands below a folder of the kit, by its place elsewhere.

A template is called as its file is, with .txt behind it, so that no tool takes it for code of the kit's; a dot before a
name is written as `dot_`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SUFFIX, DOT = ".txt", "dot_"


def file_templates(folder: Path) -> dict[str, str]:
    """Return the texts below a folder, each by the place of its file."""
    return {
        path.relative_to(folder).as_posix().removesuffix(SUFFIX).replace(DOT, "."): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob(f"*{SUFFIX}"))
    }


def filled(text: str, words: Mapping[str, str]) -> str:
    """Return a template with words in the places that stand for them."""
    for place, word in words.items():
        text = text.replace(place, word)
    return text
