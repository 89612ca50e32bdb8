"""A course, packed for another machine."""

from dataclasses import replace

from tiny_course import write

from tensorgrade.answers.keys import course_key
from tensorgrade.course.catalogue import read_course
from tensorgrade.course.parts import packed, unpacked


def test_what_is_unpacked_grades_as_what_was_packed(tmp_path):
    write(write(tmp_path / "course"), slug="loops", number=2)
    (tmp_path / "course" / "course.toml").write_text('packages = ["torch"]\n', encoding="utf-8")
    (tmp_path / "course" / "exercises" / "data").mkdir()
    (tmp_path / "course" / "exercises" / "data" / "numbers.csv").write_bytes(b"1,2")
    (tmp_path / "course" / "README.md").touch()
    read = read_course(tmp_path / "course")
    course = replace(read, exercises=tuple(replace(exercise, weight=2.0) for exercise in read.exercises))
    chosen = course.chosen(["sums"])
    there = unpacked(packed(course, chosen), tmp_path / "there")
    assert course_key(there, there.chosen(["sums"]), "sealed", "all") == course_key(course, chosen, "sealed", "all")
    assert there == replace(read_course(tmp_path / "there"), exercises=there.exercises)
    assert [(exercise.slug, exercise.weight) for exercise in there.exercises] == [("sums", 2.0)]
    files = {path.name for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert files == {"course.toml", "ex01_sums.py", "test_sums.py", "sums.md", "total.py", "einsum.py", "numbers.csv"}
