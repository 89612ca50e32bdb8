"""The words of docs/glossary.md: each once, in order, with a place that is there and uses it."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^\| (?P<word>[^|]+) \| (?P<meaning>[^|]+) \| `(?P<place>[^`|]+)` \|$", re.MULTILINE)
WORDS = [match.groups() for match in LINE.finditer((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))]


@cache
def text_at(place):
    """The Python text of a file or a folder, with its path, below the course or the package."""
    path = next((home / place for home in (ROOT, ROOT / "grader" / "tensorgrade") if (home / place).exists()), None)
    assert path is not None, f"there is no {place}"
    assert path.is_dir() == place.endswith("/"), place
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return "\n".join(f"{file.relative_to(ROOT)}\n{file.read_text(encoding='utf-8')}" for file in files)


def test_words_stand_once_and_in_order():
    words = [word for word, _, _ in WORDS]
    assert len(words) > 50
    assert words == sorted(set(words))


@pytest.mark.parametrize(("word", "place"), [(word, place) for word, _, place in WORDS], ids=[row[0] for row in WORDS])
def test_a_word_is_used_where_it_is_said_to_live(word, place):
    parts = re.split(r"[ -]", word)
    assert re.search(rf"(?i)(?<![a-z]){'[ _-]?'.join(parts)}", text_at(place)), f"{place} does not speak of {word}"
