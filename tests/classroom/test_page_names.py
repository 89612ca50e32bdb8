"""File names for students."""

import re

import pytest

from tensorgrade.classroom.page_names import page_name, page_names


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
    assert page_name("ada", ["ada"]) not in ("ada", "Ada")
    first = page_name("a b", [])
    assert page_name("a b", [first]) not in (first, "a-b")


def test_names_of_a_class_are_given_in_order_and_known_ones_stay():
    names = page_names(["Ada", "ada", "ben"], {"zoe": "zoe"})
    assert names == {"zoe": "zoe", "Ada": "Ada", "ada": page_name("ada", ["ada"]), "ben": "ben"}
    assert page_names(["Ada", "ada"], {"ada": "ada"}) == {"ada": "ada", "Ada": page_name("Ada", ["ada"])}
