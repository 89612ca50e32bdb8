"""A course, packed for another machine."""

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
    course = read_course(tmp_path / "course")
    chosen = course.chosen(["sums"])
    there = unpacked(packed(course, chosen), tmp_path / "there")
    assert course_key(there, there.chosen(["sums"]), "sealed", "all") == course_key(course, chosen, "sealed", "all")
    assert [exercise.slug for exercise in there.exercises] == ["sums"]
    files = {path.name for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert files == {"course.toml", "ex01_sums.py", "test_sums.py", "sums.md", "total.py", "einsum.py", "numbers.csv"}
