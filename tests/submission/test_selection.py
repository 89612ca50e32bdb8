"""Which file of a hand-in stands for which exercise: the same on every road, and told."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from made_notebooks import notebook
from tiny_course import REFERENCE, STUB, write

from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import read_submission

PART = "import torch\n\n\ndef total(x):\n    return x.sum()\n"
EMPTY = "def total(x):\n    ...\n\n\ndef doubled(x, times=2):\n    pass\n"


@pytest.fixture
def course(tmp_path):
    return read_course(write(tmp_path / "course"))


def put(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


CASES = {
    "a stub in the root hides no work": (
        {"ex01_sums.py": STUB, "exercises/ex01_sums.py": REFERENCE},
        "ex01_sums.py is passed over, for exercises/ex01_sums.py has work where the other has none",
    ),
    "work in the root is not hidden by a stub": (
        {"ex01_sums.py": REFERENCE, "exercises/ex01_sums.py": EMPTY},
        "exercises/ex01_sums.py is passed over, for ex01_sums.py has work where the other has none",
    ),
    "exercises/ comes first": (
        {"ex01_sums.py": PART, "exercises/ex01_sums.py": REFERENCE},
        "ex01_sums.py is passed over, for exercises/ex01_sums.py lies in exercises/",
    ),
    "the folder with most work comes first": (
        {"a/ex01_sums.py": PART, "b/ex01_sums.py": REFERENCE},
        "a/ex01_sums.py is passed over, for b/ex01_sums.py lies where more work is",
    ),
    "a notebook with more work beside a file": (
        {"ex01_sums.py": PART, "ex01_sums.ipynb": notebook(REFERENCE)},
        "ex01_sums.py is passed over, for ex01_sums.ipynb has more work",
    ),
    "a file that a browser renamed": ({"ex01_sums (1).py": REFERENCE}, "ex01_sums (1).py is taken as ex01_sums.py"),
    "a file that an editor renamed": ({"ex01_sums.py.txt": REFERENCE}, "ex01_sums.py.txt is taken as ex01_sums.py"),
    "a notebook as Safari saves it": (
        {"ex01_sums.ipynb.json": notebook(REFERENCE)},
        "ex01_sums.ipynb.json is taken as ex01_sums.py",
    ),
    "a notebook as Windows saves it": (
        {"ex01_sums.ipynb.txt": notebook(REFERENCE)},
        "ex01_sums.ipynb.txt is taken as ex01_sums.py",
    ),
    "a notebook that is empty beside a file": (
        {"ex01_sums.py": REFERENCE, "ex01_sums.ipynb": b""},
        "ex01_sums.ipynb is passed over, for it is empty",
    ),
    "a file of the exercise's name before one that is like it": (
        {"ex01_sums.py": REFERENCE, "ex01_sums (1).py": PART},
        "ex01_sums (1).py is passed over, for ex01_sums.py has the name of the exercise",
    ),
    "a file without a name beside another exercise": (
        {"ex02_more.py": "", "work.py": REFERENCE},
        "work.py is taken as ex01_sums.py, whose functions it defines",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_choice_is_the_same_in_a_folder_and_in_an_archive_and_is_told(tmp_path, course, name):
    files, told = CASES[name]
    folder = put(tmp_path / "ada", files)
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder))
    plain, packed = read_submission(folder, course), read_submission(tmp_path / "ada.zip", course)
    assert b"x.sum()" in plain.files["ex01_sums.py"]
    assert b"times" in plain.files["ex01_sums.py"]
    assert plain.chosen == packed.chosen == (told,)
    assert plain.files == packed.files


def test_the_same_file_twice_is_no_choice(tmp_path, course):
    folder = put(tmp_path / "ada", {"a/ex01_sums.py": REFERENCE, "b/ex01_sums.py": REFERENCE})
    assert read_submission(folder, course).chosen == ()


def test_exercises_in_folders_of_their_own(tmp_path, course):
    more = write(course.root, "more", 2)
    folder = put(
        tmp_path / "ada",
        {"week1/ex01_sums.py": PART, "week1/own.py": "A = 1", "week2/ex02_more.py": PART, "week2/data.csv": "1"},
    )
    found = read_submission(folder, read_course(more))
    assert sorted(found.files) == ["data.csv", "ex01_sums.py", "ex02_more.py", "own.py"]


def test_at_home_the_stubs_are_the_work_and_the_solutions_are_none(course):
    (course.root / "exercises" / "ex01_sums.py").write_text(PART, encoding="utf-8")
    found = read_submission(course.root, read_course(course.root))
    assert found.files == {"ex01_sums.py": PART.encode()}
    assert found.chosen == ()
    put(course.root, {"ex01_sums.py": STUB})
    assert read_submission(course.root, read_course(course.root)).files["ex01_sums.py"] == PART.encode()
    assert read_submission(course.root / "solutions", course).files["ex01_sums.py"] == REFERENCE.encode()


def test_what_every_student_has_does_not_travel(tmp_path, course):
    put(course.root / "exercises", {"data/digits.npy": "1"})
    put(tmp_path / "ada" / "exercises", {"ex01_sums.py": PART, "checks/test_sums.py": "", "hints/sums.md": "x"})
    put(tmp_path / "ada" / "exercises", {"data/digits.npy": "1", "data/own.csv": "2", "picture.bmp": "3"})
    assert sorted(read_submission(tmp_path / "ada", course).files) == ["data/own.csv", "ex01_sums.py"]


def test_companions_are_bounded(tmp_path, course):
    files = {f"part{number}.csv": b"1" * (1 << 20) for number in range(5)}
    found = read_submission(put(tmp_path / "ada", {"ex01_sums.py": PART, **files}), course)
    assert len(found.files) == 5
    assert found.notes[0] == "part4.csv is left out, for the files beside exercises hold more than 4 MiB"


def test_a_single_file_takes_the_modules_that_it_imports(tmp_path, course):
    put(tmp_path, {"ex01_sums.py": "from own import add\n" + PART, "own.py": "import deep", "deep.py": "", "no.py": ""})
    assert sorted(read_submission(tmp_path / "ex01_sums.py", course).files) == ["deep.py", "ex01_sums.py", "own.py"]


def test_a_class_reads_what_a_student_reads_at_home(tmp_path, course):
    files = {"ex01_sums.py": STUB, "exercises/ex01_sums.py": REFERENCE, "exercises/own.py": "A = 1"}
    put(tmp_path / "class" / "ada", files)
    (hand_in,) = find_hand_ins(tmp_path / "class").hand_ins
    ours, theirs = read_hand_in(hand_in, course), read_submission(tmp_path / "class" / "ada", course)
    assert (ours.files, ours.chosen, ours.notes) == (theirs.files, theirs.chosen, theirs.notes)


@pytest.mark.worker
def test_run_and_batch_agree_and_both_tell_the_choice(tmp_path, course):
    files = {
        "ex01_sums.py": STUB,
        "exercises/ex01_sums.py": "import pandas_of_nobody\nfrom own import add\n" + PART.replace("x.sum()", "add(x)"),
        "exercises/own.py": "def add(x):\n    return x.sum()\n",
    }
    put(tmp_path / "class" / "ada", files)
    course_option, out = ["--course", str(course.root)], tmp_path / "out"
    home = CliRunner().invoke(
        cli, ["run", str(tmp_path / "class" / "ada"), "--json", str(tmp_path / "a.json"), *course_option]
    )
    batch = CliRunner().invoke(
        cli, ["batch", str(tmp_path / "class"), "--out", str(out), "--isolation", "best", "--seed", "0", *course_option]
    )
    one, other = json.loads((tmp_path / "a.json").read_bytes()), json.loads((out / "students/ada.json").read_bytes())
    choice = "ex01_sums.py is passed over, for exercises/ex01_sums.py has work where the other has none"
    assert one["points"] == other["points"] == 5.0
    assert one["chosen"] == other["chosen"] == [choice]
    assert one["exercises"][0]["at_import"] == other["exercises"][0]["at_import"] != []
    assert f"note: {choice}" in home.output
    assert f"ada: {choice}" in batch.output
    failing = "pandas_of_nobody"
    assert failing in " ".join(home.output.split())
    for place in ("batch.log", "students/ada.html", "dashboard.html"):
        text = (out / place).read_text(encoding="utf-8")
        assert choice in text
        assert failing in text
