"""What is read of a submission."""

import os
import zipfile

import pytest
from tiny_course import REFERENCE, STUB, write

from grader.catalogue import read_course
from grader.submission import SubmissionError, read_submission, strangers


@pytest.fixture
def tiny(tmp_path):
    return read_course(write(tmp_path / "course"))


def put(root, **files):
    """Write files; `__` in a name stands for a folder."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_folder_with_exercise_files_and_modules_beside_them(tmp_path, tiny):
    found = read_submission(put(tmp_path / "ada", ex01_sums=STUB, own="", deep__other=""), tiny)
    assert (found.name, sorted(found.files), found.problems) == ("ada", ["ex01_sums.py", "own.py"], {})


@pytest.mark.parametrize(
    ("files", "home"),
    [
        (("exercises__ex01_sums",), "exercises"),
        (("ex01_sums", "exercises__ex01_sums"), ""),
        (("repo__exercises__ex01_sums", "repo__old__copy__ex01_sums"), "repo/exercises"),
        (("a__ex01_sums", "b__ex01_sums", "b__ex02_other"), "b"),
        (("b__ex01_sums", "a__ex01_sums"), "a"),
        ((".git__ex01_sums", "venv__ex01_sums", "node_modules__ex01_sums", "x__y__ex01_sums"), "x/y"),
    ],
)
def test_the_exercises_are_found_below(tmp_path, tiny, files, home):
    root = tmp_path / "ada"
    for name in files:
        put(root, **{name: ""})
    put(root / home, ex01_sums="found = True\n")
    assert read_submission(root, tiny).files["ex01_sums.py"] == b"found = True\n"


def test_the_same_files_in_an_archive(tmp_path, tiny):
    folder = put(tmp_path / "ada", repo__exercises__ex01_sums=STUB, repo__exercises__own="", repo__setup="")
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        for path in folder.rglob("*.py"):
            archive.write(path, path.relative_to(folder))
        archive.writestr("../evil.py", "")
    packed, plain = read_submission(tmp_path / "ada.zip", tiny), read_submission(folder, tiny)
    assert (packed.name, packed.files, packed.problems) == (plain.name, plain.files, plain.problems)
    assert packed.notes == ("'../evil.py' leads outside the archive: left out",)
    assert packed.handed_in is not None
    assert plain.handed_in is None


@pytest.mark.parametrize("place", ["ada.py", "ada/homework.py"])
def test_a_bundle(tmp_path, tiny, place):
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(REFERENCE)
    root = path if path.parent == tmp_path else path.parent
    assert read_submission(root, tiny).files["ex01_sums.py"] == REFERENCE.encode()


def test_one_exercise_file(tmp_path, tiny):
    put(tmp_path, ex01_sums="def (:")
    assert read_submission(tmp_path / "ex01_sums.py", tiny).files == {"ex01_sums.py": b"def (:"}


def test_files_that_cannot_be_read(tmp_path, tiny):
    root = tmp_path / "ada"
    (root / "ex01_sums.py").mkdir(parents=True)
    (root / "large.py").write_bytes(b" " * ((1 << 20) + 1))
    (tmp_path / "secret.py").write_text("secret")
    (root / "link.py").symlink_to(tmp_path / "secret.py")
    (root / "gone.py").symlink_to(tmp_path / "ada" / "nowhere.py")
    os.mkfifo(root / "pipe.py")
    found = read_submission(root, tiny)
    assert found.files == {}
    assert found.problems == {
        "ex01_sums.py": "it is a folder and not a file",
        "gone.py": "it is a link to something that is not there",
        "large.py": "it is larger than 1 MiB",
        "link.py": "it is a link that leads out of the submission",
        "pipe.py": "it is a named pipe and not a file",
    }


def test_ten_thousand_files(tmp_path, tiny):
    root = put(tmp_path / "ada", ex01_sums=STUB)
    for number in range(10_000):
        (root / f"junk{number}.py").touch()
    found = read_submission(root, tiny)
    assert "ex01_sums.py" in found.files
    assert len(found.files) == 500


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone", None, "there is no {path}"),
        (
            "a.rar",
            b"",
            "{path} is no submission: give a folder, a .py file, a notebook"
            " or an archive (.zip, .tar, .tar.gz, .tgz, .tar.bz2)",
        ),
        ("a.zip", b"no", "{path} is no submission: it cannot be read (File is not a zip file)"),
        (
            "a.py",
            b"x = 1",
            "{path} holds no exercise: no file is named exNN_slug.py or defines a function of this course",
        ),
        ("b.py", b" " * ((1 << 20) + 1), "{path} is no submission: it is larger than 1 MiB"),
    ],
)
def test_no_submission(tmp_path, tiny, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SubmissionError) as told:
        read_submission(path, tiny)
    assert str(told.value) == sentence.format(path=path)


def test_strangers(tmp_path, tiny):
    found = read_submission(put(tmp_path / "ada", ex01_sum="", ex07_other="", own=""), tiny)
    assert strangers(tiny, found) == [
        "ex01_sum.py is no file of this course; did you mean ex01_sums.py?",
        "ex07_other.py is no file of this course",
    ]
