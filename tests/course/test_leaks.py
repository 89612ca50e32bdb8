"""What students must not get is found in what they would get."""

from pathlib import Path

import pytest
from tiny_course import HINTS, REFERENCE, STUB, write

from tensorgrade.commands.installation import Installation
from tensorgrade.commands.release import handout, public_files
from tensorgrade.course.catalogue import read_course
from tensorgrade.course.leaks import bodies_of, leaks

LONG = "    first = x.reshape(-1)\n    second = first.cumsum(0)\n    return second[-1] if len(second) else first\n"
HIDDEN = '"""Hidden."""\n\n\ndef sizes():\n    return [1]\n\n\ndef test_total_of_hidden_sizes(subject):\n    pass\n'


def course_with(folder, **parts):
    return read_course(write(folder, **parts))


def test_hints_that_quote_a_long_solution_leak(tmp_path):
    reference = REFERENCE.replace("    return x.sum()\n", LONG)
    course = course_with(tmp_path, reference=reference, hints=HINTS.replace("There is a method.", LONG.strip()))
    told = "exercises/hints/sums.md holds total as solutions/ex01_sums.py has it"
    assert list(leaks(course, dict(public_files(course, course.exercises)))) == [told]


@pytest.mark.parametrize("body", ["return x.sum()", "# mine\n    return x . sum( )"])
def test_a_stub_that_does_as_the_solution_leaks_however_short(tmp_path, body):
    course = course_with(tmp_path)
    stub = STUB.replace("raise NotImplementedError", body, 1)
    told = "exercises/ex01_sums.py holds total as solutions/ex01_sums.py has it"
    assert list(leaks(course, {"exercises/ex01_sums.py": stub.encode()})) == [told]


def test_the_name_of_a_hidden_check_leaks_but_not_what_it_is_made_of(tmp_path):
    course = course_with(tmp_path)
    (course.root / "solutions" / "checks").mkdir()
    (course.root / "solutions" / "checks" / "test_sums.py").write_text(HIDDEN, encoding="utf-8")
    files = {"note.txt": b"mind test_total_of_hidden_sizes", "checks.py": b"def sizes():\n    return [1]\n"}
    assert list(leaks(course, files)) == ["note.txt names the hidden check test_total_of_hidden_sizes"]


def test_a_hidden_check_leaks_under_another_name(tmp_path):
    course = course_with(tmp_path)
    (course.root / "solutions" / "checks").mkdir()
    body = '    observe("the sum of many numbers", subject.total(torch.randn(7, 5)))\n'
    hidden = course.root / "solutions" / "checks" / "test_sums.py"
    hidden.write_text(f"def test_total_of_a_table(subject, observe):\n{body}", encoding="utf-8")
    files = {"checks.py": f"def test_table(subject, observe):\n{body}".encode()}
    told = "checks.py holds test_total_of_a_table as solutions/checks/test_sums.py has it"
    assert list(leaks(course, files)) == [told]


def test_what_says_little_and_what_cannot_be_read_is_no_leak(tmp_path):
    files = {"a.py": b"return x.sum()", "b.md": b"use x.sum()", "c.bin": b"\xff\x00"}
    assert list(leaks(course_with(tmp_path), files)) == []
    assert bodies_of("def f(:") == bodies_of("\0") == {}


def test_the_shipped_course_leaks_nothing():
    course = read_course(Path(__file__).resolve().parents[2])
    files = {**handout(course, Installation("1.0")), **dict(public_files(course, course.exercises))}
    assert list(leaks(course, files)) == []
