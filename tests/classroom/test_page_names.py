"""File names for students."""

import re

import pytest

from tensorgrade.classroom.page_names import page_name


@pytest.mark.parametrize("name", ["ada", "Ada.Lovelace", "s_1-2"])
def test_a_plain_name_stays(name):
    assert page_name(name, []) == name


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("Ada Lovelace", "Ada-Lovelace-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("new\nline", "new-line-"),
        ("🎓", "student-"),
        ("José", "Jose-"),
        ("..", "student-"),
        ("con", "con-"),
        ("x" * 300, "x" * 60 + "-"),
        ("\udcff", "student-"),
        ("<script>", "script-"),
    ],
)
def test_another_name_is_made_safe_and_told_apart(name, beginning):
    found = page_name(name, [])
    assert re.fullmatch(re.escape(beginning) + "[0-9a-f]{6}", found)
    assert found == page_name(name, [])


def test_no_two_alike():
    assert page_name("ada", ["Ada"]) not in ("ada", "Ada")
    first = page_name("a b", [])
    assert page_name("a b", [first]) not in (first, "a-b")
