"""Solutions that are locked: they come back with their passphrase, and with no other."""

import pytest
from tiny_course import ALTERNATIVE, REFERENCE, write

from tensorgrade.answers.solution_archive import decrypted_files, pack, solution_files
from tensorgrade.course.catalogue import CourseError, read_course

FILES = {
    "solutions/ex01_sums.py": REFERENCE.encode(),
    "solutions/alternatives/sums/einsum.py": ALTERNATIVE.encode(),
}


def test_the_solutions_of_the_chosen_exercises_come_back_with_their_passphrase(tmp_path):
    write(tmp_path)
    course = read_course(write(tmp_path, "means", 2))
    files = solution_files(course, course.exercises[:1])
    assert files == FILES
    assert decrypted_files(pack(files, "a long passphrase"), "a long passphrase") == FILES


def test_nothing_of_them_can_be_read_and_not_even_their_names():
    packed = pack(FILES, "a long passphrase")
    assert not any(word in packed for word in (b"x.sum()", b"ex01_sums", b"einsum"))


@pytest.mark.parametrize("passphrase", ["another passphrase", "", "\N{SNOWMAN}"])
def test_another_passphrase_opens_nothing(passphrase):
    with pytest.raises(CourseError) as told:
        decrypted_files(pack(FILES, "a long passphrase"), passphrase)
    assert str(told.value) == "answer_key/solutions.locked does not open with this passphrase"
