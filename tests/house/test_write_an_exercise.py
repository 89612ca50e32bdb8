"""docs/write-an-exercise.md is followed word by word: a 14th exercise is added, and an answer to it graded."""

import shutil

import pytest
from documents import ROOT, follow

pytestmark = pytest.mark.worker


def test_the_page(tmp_path):
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "solutions").mkdir()
    for path in (ROOT / "solutions").glob("ex*.py"):
        shutil.copy(path, tmp_path / "solutions")
    follow(ROOT / "docs" / "write-an-exercise.md", tmp_path)
