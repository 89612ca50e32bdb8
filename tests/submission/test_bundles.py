"""Files that answer several exercises."""

from tiny_course import STUB, write

from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.bundles import files_of_bundles


def test_a_bundle_stands_for_each_exercise_that_it_answers(tmp_path):
    root = write(tmp_path)
    (root / "exercises" / "ex02_more.py").write_text(STUB.replace("total", "product").replace("doubled", "halved"))
    (root / "exercises" / "ex03_rest.py").write_text(STUB.replace("total", "rest").replace("doubled", "tail"))
    course = read_course(root)
    both = b"def total(x): ...\ndef product(x): ...\n"
    better = b"def total(x): ...\ndef doubled(x): ...\n"
    assert files_of_bundles(course, {"a": both}) == {"ex01_sums.py": both, "ex02_more.py": both}
    assert files_of_bundles(course, {"a": both, "b": better}) == {"ex01_sums.py": better, "ex02_more.py": both}
    assert files_of_bundles(course, {"a": b"x = 1"}) == {}


def test_a_bundle_that_python_cannot_read_is_given_to_all_that_nothing_answers(tmp_path):
    course = read_course(write(tmp_path))
    assert files_of_bundles(course, {"a": b"def total(:"}) == {"ex01_sums.py": b"def total(:"}
    fine = b"def total(x): ...\n"
    assert files_of_bundles(course, {"a": b"def (", "b": fine}) == {"ex01_sums.py": fine}
    assert files_of_bundles(course, {"a": b"\x00\xff"}) == {"ex01_sums.py": b"\x00\xff"}
