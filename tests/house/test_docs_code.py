"""The code in README.md and docs/ does what the page says: Python is run, TOML is read as a course's settings.

Blocks with a file's name are followed by test_write_an_exercise.py, commands by test_docs.py.
"""

import ast
from types import SimpleNamespace

import pytest
from documents import ROOT, blocks_of

from tensorgrade import notebook
from tensorgrade.course.settings import CourseSettings, read_settings

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [(page.name, block) for page in PAGES for block in blocks_of(page) if not block.name]


def blocks(language):
    named = {f"{page}:{block.line}": block.text for page, block in BLOCKS if block.language == language}
    assert named
    return [pytest.param(text, id=name) for name, text in named.items()]


@pytest.mark.parametrize("text", blocks("toml"))
def test_what_a_page_says_of_a_course_is_read(text, tmp_path):
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path) != CourseSettings()


@pytest.mark.parametrize("text", [param for param in blocks("python") if "check(" not in param.values[0]])
def test_python_that_defines_something_does(text):
    import torch

    names = {"pytest": pytest, "torch": torch}
    exec(compile(text, "page", "exec"), names)
    assert {node.name for node in ast.parse(text).body} <= names.keys()


@pytest.mark.worker
@pytest.mark.parametrize("text", [param for param in blocks("python") if "check(" in param.values[0]])
def test_a_check_in_a_notebook_checks(text, monkeypatch):
    history = SimpleNamespace(input_hist_raw=["", "def row(x, i):\n    return x[i]"])
    monkeypatch.setattr(notebook, "session", lambda: SimpleNamespace(history_manager=history, user_ns={}))
    *first, last = ast.parse(text).body
    names = {}
    exec(compile(ast.Module(first, []), "page", "exec"), names)
    assert eval(compile(ast.Expression(last.value), "page", "eval"), names).passed
