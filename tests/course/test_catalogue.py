"""A course is what lies in its folders."""

from pathlib import Path

import pytest
from tiny_course import STUB, write

from tensorgrade.course.catalogue import (
    RELEASED_STUBS,
    CourseError,
    find_course,
    functions_named,
    nearest,
    read_course,
)


def test_exercises_are_found_by_file_name_in_order(tmp_path: Path) -> None:
    folder = write(tmp_path) / "exercises"
    (folder / "ex12_later.py").write_text(STUB, encoding="utf-8")
    (folder / "ex2_wrong_number.py").write_text(STUB, encoding="utf-8")
    (folder / "notes.py").write_text(STUB, encoding="utf-8")
    course = read_course(tmp_path)
    assert [(one.number, one.slug, one.file) for one in course.exercises] == [
        (1, "sums", "ex01_sums.py"),
        (12, "later", "ex12_later.py"),
    ]
    assert course.exercises[0].reference == tmp_path / "solutions/ex01_sums.py"
    assert course.exercises[1].reference is None


def test_functions_are_known_by_signature_and_docstring(tmp_path: Path) -> None:
    total, doubled = read_course(write(tmp_path)).exercises[0].functions
    assert (total.name, [(one.name, one.optional) for one in total.parameters]) == ("total", [("x", False)])
    assert [(one.name, one.optional) for one in doubled.parameters] == [("x", False), ("times", True)]
    assert total.docstring.startswith("Return the sum of x") and total.line == 6


def test_a_source_defines_some_of_an_exercise_s_functions(tmp_path: Path) -> None:
    exercise = read_course(write(tmp_path)).exercises[0]
    found = functions_named(exercise, b"def doubled(x):\n    pass\n\n\ndef helper():\n    pass\n")
    assert [function.name for function in found] == ["doubled"]


def test_an_unknown_exercise_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    course = read_course(write(tmp_path))
    assert [one.slug for one in course.chosen([])] == ["sums"]
    with pytest.raises(CourseError, match="there is no exercise 'sims'; did you mean 'sums'"):
        course.chosen(["sims"])
    assert nearest("zebra", ["sums", "views"]) == "; there are sums, views"


@pytest.mark.parametrize(
    "name", ["means", "2", "02", "ex2", "ex02", "EX02", "ex02_means", "ex02_means.py", "mea", "ex02_m"]
)
def test_an_exercise_is_found_by_what_a_student_may_call_it(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    course = read_course(write(tmp_path, "means", 2))
    assert [one.slug for one in course.chosen([name])] == ["means"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("me", "'me' could be means, medians or metrics; write more of the name"),
        ("ex0", "'ex0' could be means, medians or metrics; write more of the name"),
        ("", "there is no exercise ''; there are means, medians, metrics"),
    ],
)
def test_a_name_that_means_several_exercises_or_none(tmp_path: Path, name: str, sentence: str) -> None:
    for number, slug in enumerate(("means", "medians", "metrics"), start=1):
        write(tmp_path, slug, number)
    with pytest.raises(CourseError) as told:
        read_course(tmp_path).chosen([name])
    assert str(told.value) == sentence


@pytest.mark.parametrize("name", ["exercises/ex01_sums.py", "./ex01_sums.py", "C:\\work\\exercises\\ex01_sums.py"])
def test_a_path_names_the_exercise_of_its_file(tmp_path: Path, name: str) -> None:
    assert [each.slug for each in read_course(write(tmp_path)).chosen([name])] == ["sums"]


def test_a_folder_names_no_exercise(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as told:
        read_course(write(tmp_path)).chosen(["exercises/"])
    assert str(told.value) == "there is no exercise 'exercises/'; there are sums"


def test_a_student_s_file_that_python_cannot_read_leaves_the_course_as_it_was_handed_out(tmp_path: Path) -> None:
    root = write(tmp_path)
    released = root / RELEASED_STUBS / "ex01_sums.py"
    released.parent.mkdir(parents=True)
    released.write_bytes((root / "exercises" / "ex01_sums.py").read_bytes())
    (root / "exercises" / "ex01_sums.py").write_text("def total(:\n", encoding="utf-8")
    (exercise,) = read_course(root).exercises
    assert [function.name for function in exercise.functions] == ["total", "doubled"]
    assert (exercise.handed_out, exercise.stub) == (released, root / "exercises" / "ex01_sums.py")


def test_folders_that_are_no_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="is no course: it has no folder exercises/"):
        read_course(tmp_path)
    (tmp_path / "exercises").mkdir()
    with pytest.raises(CourseError, match="holds no exercise"):
        read_course(tmp_path)


def test_a_stub_that_python_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"the stub .*ex01_sums\.py cannot be read: .*line 1"):
        read_course(write(tmp_path, stub="def total(:\n"))


def test_a_course_is_found_from_below_else_the_kit_s_own(tmp_path: Path) -> None:
    root = write(tmp_path / "mine")
    assert find_course(root / "exercises" / "checks") == root
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert (find_course(elsewhere) / "solutions").is_dir()
