"""What makes a result out of date."""

import pytest
from tiny_course import CHECKS, MISTAKE, REFERENCE, STUB, write

from grader.catalogue import read_course
from grader.keys import ResultKey, content_key, course_key, parsed_key
from grader.submission import Submission


def key(root, level="sealed", device="all"):
    course = read_course(root)
    return course_key(course, course.exercises, level, device)


@pytest.mark.parametrize(
    "change",
    [
        {"reference": REFERENCE + "\n"},
        {"checks": CHECKS + "\n"},
        {"stub": STUB + "\n"},
        {"mistake": MISTAKE + "\n"},
    ],
)
def test_a_changed_course(tmp_path, change):
    before = key(write(tmp_path))
    assert key(tmp_path) == before
    assert key(write(tmp_path, **change)) != before


def test_hidden_checks_and_data(tmp_path):
    write(tmp_path)
    keys = {key(tmp_path)}
    for place in ("solutions/checks/test_sums.py", "exercises/data/set.bin"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("x")
        keys.add(key(tmp_path))
    assert len(keys) == 3


def test_another_level_or_device_but_not_another_place(tmp_path):
    write(tmp_path / "a")
    write(tmp_path / "b")
    assert key(tmp_path / "a") == key(tmp_path / "b")
    others = ({}, {"level": "separate"}, {"device": "cpu"})
    assert len({key(tmp_path / "a", **other) for other in others}) == 3


def test_a_changed_submission():
    variants = [
        Submission("ada", {"a.py": b"1", "b.py": b"2"}, {}),
        Submission("ada", {"a.py": b"12", "b.py": b""}, {}),
        Submission("ada", {"a.py": b"1"}, {}),
        Submission("ada", {"a.py": b"1"}, {"b.py": "gone"}),
        Submission("ada", {"\udcff.py": b"1"}, {}),
    ]
    assert len({content_key(one) for one in variants}) == len(variants)
    assert content_key(variants[0]) == content_key(Submission("ben", variants[0].files, {}))


def test_a_key_is_read_as_it_was_written():
    for key in (ResultKey("c0", 7, "5e"), ResultKey("", 7, "unread")):
        assert parsed_key(str(key)) == key
    assert [parsed_key(text) for text in ("", "c0", "c0 7 ", "c0 seven 5e")] == [None] * 4
