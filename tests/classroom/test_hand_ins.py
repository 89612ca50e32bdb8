"""Who handed in what, in the layouts that platforms export."""

import os
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.classroom import intake
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.intake import find_hand_ins as intake_of
from tensorgrade.classroom.intake import read_hand_in
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import SubmissionError


def find_hand_ins(folder):
    return list(intake_of(folder).hand_ins)


@pytest.fixture
def tiny(tmp_path):
    return read_course(write(tmp_path / "course"))


@pytest.fixture
def box(tmp_path):
    """The folder that the instructor downloaded."""
    folder = tmp_path / "box"
    folder.mkdir()
    return folder


def hand_in(folder, text=REFERENCE, name="ex01_sums.py"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def zipped(path, name="ex01_sums.py", text=REFERENCE):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)


def test_a_folder_an_archive_or_a_file_a_student(box, tiny):
    hand_in(box / "ada")
    zipped(box / "ben.v2.zip", "work/ex01_sums.py")
    (box / "cleo.py").write_text(REFERENCE)
    (box / "notes.txt").write_text("")
    hand_in(box / "__MACOSX")
    hand_in(box / ".hidden")
    found = find_hand_ins(box)
    assert [one.student for one in found] == ["ada", "ben.v2", "cleo"]
    for one in found:
        assert read_hand_in(one, tiny).files["ex01_sums.py"] == REFERENCE.encode()
        assert read_hand_in(one, tiny).name == one.student


def test_two_students_of_one_name(box):
    hand_in(box / "ada")
    zipped(box / "ada.zip")
    hand_in(box / "ben")
    assert [one.student for one in find_hand_ins(box)] == ["ada (ada)", "ada (ada.zip)", "ben"]


def test_odd_names(box, tiny):
    for name in ("new\nline", "emoji 🎓", "..dots", "-dash", "x" * 200):
        hand_in(box / name)
    assert [one.student for one in find_hand_ins(box) if not one.student.startswith(".")] == [
        "-dash",
        "emoji 🎓",
        "new\\x0aline",
        "x" * 200,
    ]


def test_names_that_are_no_utf_8_are_made_visible(box, tiny):
    for name in (b"M\xfcller", b"M\\xfcller", b"a\x1b[2J", b"\xe2\x80\xaeadA"):
        os.mkdir(os.fsencode(box) + b"/" + name)
        with open(os.fsencode(box) + b"/" + name + b"/ex01_sums.py", "w") as file:
            file.write(REFERENCE)
    found = find_hand_ins(box)
    digests = [one.student.rpartition(" ")[2] for one in found if one.student.startswith("M")]
    assert [one.student for one in found] == [
        *(f"M\\xfcller (M\\xfcller) {digest}" for digest in digests), "\\u202eadA", "a\\x1b[2J"
    ]  # fmt: skip
    assert len(set(digests)) == 2
    assert all(read_hand_in(one, tiny).name == one.student for one in found)
    assert find_hand_ins(box) == found


def test_no_two_hand_ins_have_one_name(box):
    for name in ("ada", "ada (ada.zip)"):
        hand_in(box / name)
    zipped(box / "ada.zip")
    names = [one.student for one in find_hand_ins(box)]
    assert names[0] == "ada (ada)"
    assert len(set(names)) == 3


def test_what_is_no_hand_in_of_its_own_is_told_as_what_it_is(box, tiny, tmp_path):
    hand_in(tmp_path / "elsewhere")
    hand_in(box / "honest")
    (tmp_path / "elsewhere.zip").touch()
    for name, target in {"loop": "loop", "gone.zip": "nowhere", "out": "../elsewhere", "copied": "honest"}.items():
        (box / name).symlink_to(target)
    (box / "packed.zip").symlink_to("../elsewhere.zip")
    (box / "README.txt").symlink_to("../elsewhere/ex01_sums.py")
    os.mkfifo(box / "pipe")
    os.mkfifo(box / "pipe2.zip")
    out, pipe = "it is a link that leads out of the submission", "it is a named pipe and not a file"
    told = {
        "copied": out, "out": out, "packed": out, "pipe": pipe, "pipe2": pipe,
        "gone": "it is a link to something that is not there", "loop": "it is a link that leads to itself",
    }  # fmt: skip
    found = {one.student: one for one in find_hand_ins(box)}
    assert set(found) == {"honest", *told}
    assert read_hand_in(found.pop("honest"), tiny).files["ex01_sums.py"] == REFERENCE.encode()
    for student, one in found.items():
        with pytest.raises(SubmissionError) as error:
            read_hand_in(one, tiny)
        assert str(error.value) == f"{one.paths[0][1]} is no submission: {told[student]}"


def test_links_among_the_files_of_canvas_are_not_followed(box, tiny):
    (box / "ada_1_2_ex01_sums.py").write_text(REFERENCE)
    (box / "ben_3_4_ex01_sums.py").symlink_to("ada_1_2_ex01_sums.py")
    (box / "ben_3_5_own.py").symlink_to("ada_1_2_ex01_sums.py")
    (box / "ben_3_6_all.zip").symlink_to("nowhere")
    os.rename(box / "ada_1_2_ex01_sums.py", box / "ada_1_2_ex01_sums-1.py")
    with open(os.fsencode(box) + b"/ada_1_7_\xfc.py", "w"):
        pass
    ada, ben = find_hand_ins(box)
    read = read_hand_in(ada, tiny)
    assert (list(read.files), read.notes) == (["ex01_sums.py"], ("\\xfc.py has a name that is not UTF-8: left out",))
    read = read_hand_in(ben, tiny)
    assert (read.files, set(read.problems)) == ({}, {"ex01_sums.py", "own.py"})
    assert set(read.problems.values()) == {"it is a link to something that is not there"}
    assert read.notes == ("all.zip is a link to something that is not there: left out",)


def test_gradescope(box, tiny):
    hand_in(box / "submission_1")
    hand_in(box / "submission_2", name="sums.py")
    (box / "submission_metadata.yml").write_text(
        """
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :email: ada@x.org
    :sid: '17'
  - :name: Ben / Co
    :email: ben@x.org
  :created_at: 2026-01-02 03:04:05.123 Z
submission_2:
  :submitters:
  - :name: Ada Lovelace
    :sid: 18
  :created_at: '2026-01-03 03:04:05 +0000'
submission_3:
  :submitters:
  - :name: Gone
"""
    )
    found = find_hand_ins(box)
    assert [one.student for one in found] == ["Ada Lovelace (17)", "Ada Lovelace (18)", "Ben / Co"]
    assert found[0].handed_in == datetime(2026, 1, 2, 3, 4, 5, 123000, tzinfo=UTC)
    assert found[1].handed_in == datetime(2026, 1, 3, 3, 4, 5, tzinfo=UTC)
    assert found[2].identity == Identity("Ben / Co", email="ben@x.org")
    assert all("ex01_sums.py" in read_hand_in(one, tiny).files for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]", "a: {b: c}", "{", "submission_1: 3", "[" * 5_000, "\xff", "a: &a {x: 1}\nb: {<<: *a}", 
        "a: 1e", "? [a]\n: b",
        "submission_1:\n  :submitters:\n  - :name: x\n  :created_at: 0001-01-01 00:00:00 +14:00",
        "submission_1:\n  :submitters:\n  - :name: x\n  :created_at: '9999-12-31 23:59:59 -1400'",
    ],
)  # fmt: skip
def test_gradescope_metadata_that_is_none(box, text):
    hand_in(box / "submission_1")
    hand_in(box / "a")
    (box / "submission_metadata.yml").write_text(text)
    with pytest.raises(SubmissionError, match=r"submission_metadata.yml is not as Gradescope writes it \(\w+\)$"):
        find_hand_ins(box)


def test_gradescope_metadata_in_which_words_stand_for_ever_more(box):
    lists = "".join(f"- &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]\n" for i in range(1, 12))
    hand_in(box / "submission_1")
    (box / "submission_metadata.yml").write_text(
        f"laughs:\n- &l0 ha\n{lists}"
        "submission_1:\n  :submitters:\n  - :name: *l11\n    :email: [x]\n    :sid: 7\n"
        "../box/submission_1:\n  :submitters:\n  - :name: outside\n"
    )
    (one,) = find_hand_ins(box)
    assert (one.student, one.identity) == ("7", Identity(sid="7"))


def test_canvas(box, tiny):
    (box / "adalovelace_12_345_ex01_sums-2.py").write_text(REFERENCE)
    (box / "adalovelace_12_346_own.py").write_text("")
    (box / "adalovelace_12_347_letter.pdf").write_text("")
    zipped(box / "benbitdiddle_LATE_13_348_all.zip")
    (box / "cleo_14_349_homework.py").write_text(REFERENCE)
    found = find_hand_ins(box)
    assert [one.student for one in found] == ["adalovelace", "benbitdiddle", "cleo"]
    assert found[1].identity == Identity("benbitdiddle", "canvas", "13")
    assert read_hand_in(found[1], tiny).notes == ("Canvas marks it late",)
    assert sorted(read_hand_in(found[0], tiny).files) == ["ex01_sums.py", "own.py"]
    assert all(read_hand_in(one, tiny).files["ex01_sums.py"] == REFERENCE.encode() for one in found)


def test_clones_of_classroom_repositories(box, tiny):
    for login in ("ada-l", "ben"):
        folder = box / f"sums-2026-{login}"
        hand_in(folder / "exercises")
        git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x"]
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "."], check=True)
        environment = {"GIT_COMMITTER_DATE": "2026-01-02T03:04:05+00:00", "PATH": "/usr/bin:/bin"}
        subprocess.run([*git, "commit", "-qm", "work"], check=True, env=environment)
    found = find_hand_ins(box)
    assert [one.student for one in found] == ["ada-l", "ben"]
    assert {one.handed_in for one in found} == {datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)}
    assert "ex01_sums.py" in read_hand_in(found[0], tiny).files


def test_a_repository_whose_name_is_all_beginning_keeps_it(box):
    for name in ("sums-", "sums-ada"):
        (box / name / ".git").mkdir(parents=True)
    assert [one.student for one in find_hand_ins(box)] == ["ada", "sums-"]


def test_a_broken_repository_has_no_time(box):
    hand_in(box / "ada" / ".git")
    assert find_hand_ins(box)[0].handed_in is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone", "{path} is not there"),
        ("file.zip", "{path} is no folder; unpack it and give the folder"),
        ("empty", "{path} holds no submission: no folder, archive, .py file or notebook"),
    ],
)
def test_no_submissions(box, name, sentence):
    (box / "file.zip").touch()
    (box / "empty").mkdir()
    with pytest.raises(SubmissionError) as told:
        find_hand_ins(box / name)
    assert str(told.value) == sentence.format(path=box / name)


@pytest.mark.parametrize("changes", [1, 99])
def test_a_submission_that_changes_while_it_is_read(box, tiny, monkeypatch, changes):
    hand_in(box / "ada", "x = 0\n")
    reads = []
    read = intake.read_submission

    def changing(path, course):
        found = read(path, course)
        reads.append(1)
        if len(reads) <= changes:
            (path / "ex01_sums.py").write_text("x = 1\n" * len(reads))
        return found

    monkeypatch.setattr(intake, "read_submission", changing)
    one = find_hand_ins(box)[0]
    if changes == 1:
        assert read_hand_in(one, tiny).files["ex01_sums.py"] == b"x = 1\n"
    else:
        with pytest.raises(SubmissionError, match=r"^it changes while it is read$"):
            read_hand_in(one, tiny)
