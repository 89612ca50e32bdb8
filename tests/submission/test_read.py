"""What is read of a submission."""

import os
import zipfile

import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.container import Limits
from tensorgrade.submission.read import SubmissionError, read_submission
from tensorgrade.submission.remarks import strangers


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
    assert (found.name, sorted(found.files), found.problems) == ("ada", ["deep/other.py", "ex01_sums.py", "own.py"], {})


@pytest.mark.parametrize(
    ("files", "home"),
    [
        (("exercises__ex01_sums",), "exercises"),
        (("ex01_sums", "exercises__ex01_sums"), "exercises"),
        (("repo__exercises__ex01_sums", "repo__old__copy__ex01_sums"), "repo/exercises"),
        (("a__ex01_sums", "b__c__ex01_sums"), "a"),
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
    elsewhere = "passed over, in another folder than the exercises: repo/setup.py"
    assert packed.notes == ("'../evil.py' leads outside the archive: left out", elsewhere)
    assert plain.notes == (elsewhere,)
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
    (root / "loop.py").symlink_to("loop.py")
    os.mkfifo(root / "pipe.py")
    with open(os.fsencode(root) + b"/\xfcbung.py", "w"), open(root / "a\nb.py", "w"):
        pass
    found = read_submission(root, tiny)
    assert found.files == {}
    assert found.problems == {
        "ex01_sums.py": "it is a folder and not a file",
        "gone.py": "it is a link to something that is not there",
        "large.py": "it is larger than 1 MiB",
        "link.py": "it is a link that leads out of the submission",
        "loop.py": "it is a link that leads to itself",
        "pipe.py": "it is a named pipe and not a file",
    }


def test_what_is_left_out_is_told(tmp_path, tiny):
    root = put(tmp_path / "ada", ex01_sums=STUB)
    (root / "loop.py").symlink_to("loop.py")
    (root / "linked").symlink_to("..")
    with open(os.fsencode(root) + b"/\xfcbung.py", "w"), open(root / "a\nb.py", "w"):
        pass
    assert read_submission(root, tiny).notes == (
        "linked is a link to a folder: left out",
        "a\\x0ab.py has a name with characters that cannot be seen: left out",
        "\\xfcbung.py has a name that is not UTF-8: left out",
    )
    for number in range(9):
        (root / f"linked{number}").symlink_to("..")
    notes = read_submission(root, tiny).notes
    assert (len(notes), notes[-1]) == (6, "and 7 more")
    (root / "ex01_sums.py").unlink()
    with pytest.raises(SubmissionError, match=r"of this course; loop\.py: it is a link that leads to itself; "):
        read_submission(root, tiny)


@pytest.mark.parametrize(
    ("name", "told"), [("loop", "leads to itself"), ("gone.zip", "to something that is not there")]
)
def test_a_link_that_leads_nowhere_is_no_submission(tmp_path, tiny, name, told):
    (tmp_path / name).symlink_to("loop" if name == "loop" else "nowhere")
    with pytest.raises(SubmissionError) as error:
        read_submission(tmp_path / name, tiny)
    assert str(error.value) == f"{tmp_path / name} is no submission: it is a link {'that ' * (name == 'loop')}{told}"


def test_a_sentence_shows_each_character_of_a_name(tmp_path, tiny):
    with pytest.raises(SubmissionError) as error:
        read_submission(tmp_path / os.fsdecode(b"M\xfc\n\x1b"), tiny)
    assert str(error.value) == f"there is no {tmp_path}/M\\xfc\\x0a\\x1b"


def test_a_folder_that_may_not_be_read_is_told(tmp_path, tiny, monkeypatch):
    root = put(tmp_path / "ada", ex01_sums=STUB, below__own="")

    def denied(folder, list_folder=os.scandir):
        if str(folder).endswith(closed):
            raise PermissionError(13, "Permission denied")
        return list_folder(folder)

    monkeypatch.setattr(os, "scandir", denied)
    closed = "below"
    assert read_submission(root, tiny).notes == ("below cannot be read (Permission denied): left out",)
    closed = "ada"
    with pytest.raises(SubmissionError, match=r"ada is no submission: it cannot be read \(Permission denied\)$"):
        read_submission(root, tiny)


@pytest.mark.parametrize("error", [RecursionError, MemoryError, OverflowError])
def test_whatever_reading_stumbles_over_is_told(tmp_path, tiny, monkeypatch, error):
    def stumble(*_):
        raise error

    monkeypatch.setattr("tensorgrade.submission.read.read_folder", stumble)
    with pytest.raises(
        SubmissionError, match=rf"^{tmp_path} is no submission: it cannot be read \({error.__name__}\)$"
    ):
        read_submission(tmp_path, tiny)


def test_of_an_archive_no_more_files_are_taken_than_of_a_folder(tmp_path, tiny):
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        for number in range(600):
            archive.writestr(f"a{number}.py", "")
        archive.writestr("ex01_sums.py", STUB)
    found = read_submission(tmp_path / "ada.zip", tiny)
    assert (len(found.files), found.notes) == (500, ("it has more than 500 files: the others are left out",))


def test_ten_thousand_files(tmp_path, tiny):
    root = put(tmp_path / "ada", ex01_sums=STUB)
    for number in range(10_000):
        (root / f"junk{number}.py").touch()
    found = read_submission(root, tiny)
    assert "ex01_sums.py" in found.files
    assert len(found.files) == 500
    assert found.notes == ("it has more than 500 files: the others are left out",)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone", None, "there is no {path}"),
        (
            "a.txt",
            b"",
            "{path} is no submission: give a folder, a .py file, a notebook"
            " or an archive (.7z, .rar, .tar, .tar.bz2, .tar.gz, .tar.xz, .tbz2, .tgz, .txz, .zip)",
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


def packed(path, **texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.py", text)
    return path


def test_an_archive_in_a_folder_is_read_where_nothing_lies_nearer(tmp_path, tiny):
    packed(tmp_path / "ada" / "work" / "hw.zip", ex01_sums=REFERENCE)
    (tmp_path / "ada" / "broken.zip").write_bytes(b"no zip")
    found = read_submission(tmp_path / "ada", tiny)
    assert found.files == {"ex01_sums.py": REFERENCE.encode()}
    assert found.notes == ("broken.zip cannot be read (File is not a zip file): left out",)


def test_archives_beside_exercises_and_in_another_folder_are_told(tmp_path, tiny):
    packed(tmp_path / "ada" / "hw.zip", ex01_sums=STUB)
    (tmp_path / "ada" / "ex01_sums.py").write_text(REFERENCE)
    (tmp_path / "ada" / "data").mkdir()
    (tmp_path / "ada" / "data" / "digits.tar.gz").write_bytes(b"no tar")
    found = read_submission(tmp_path / "ada", tiny)
    assert found.files == {"ex01_sums.py": REFERENCE.encode()}
    assert found.notes == (
        "hw.zip is not opened, for exercises lie beside it",
        "passed over, in another folder than the exercises: data/digits.tar.gz",
    )
    (tiny.root / "exercises" / "data").mkdir()
    (tiny.root / "exercises" / "data" / "digits.tar.gz").write_bytes(b"of the course")
    assert len(read_submission(tmp_path / "ada", tiny).notes) == 1


def test_links_to_archives_are_not_followed(tmp_path, tiny):
    packed(tmp_path / "solution.zip", ex01_sums=REFERENCE)
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "hw.zip").symlink_to("../solution.zip")
    with pytest.raises(SubmissionError, match=r"; hw.zip is a link that leads out of the submission: left out$"):
        read_submission(tmp_path / "ada", tiny)


def test_many_archives_in_a_folder_have_the_room_of_one(tmp_path, tiny, monkeypatch):
    for number in range(12):
        packed(tmp_path / "ada" / f"{number:02}.zip", ex01_sums=REFERENCE + " " * 500_000)
    found = read_submission(tmp_path / "ada", tiny)
    assert found.notes == ("it holds more than 10 archives: the others are left out",)
    monkeypatch.setattr("tensorgrade.submission.read.LIMITS", Limits(total=1 << 20))
    notes = read_submission(tmp_path / "ada", tiny).notes
    assert "02.zip unpacks to more than 0 MiB: left out" in notes
