"""Which hints a student opened, as some hand-ins tell: what is believed, and that nothing else of a hand-in changes."""

import json
import os
import zipfile

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.answers.keys import content_key
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.opened_hints import FILE_BYTES
from tensorgrade.submission.read import read_submission

OPENED = json.dumps({"sums.total": 2}).encode()
LATER = (2030, 1, 1, 12, 0, 0)


@pytest.fixture
def tiny(tmp_path):
    return read_course(write(tmp_path / "course"))


def handed_in(place, content=OPENED, hints=".grade/hints.json"):
    (place / hints).parent.mkdir(parents=True)
    (place / hints).write_bytes(content)
    (place / "ex01_sums.py").write_text(REFERENCE)
    return place


def zipped(path, content=OPENED):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("repo/exercises/ex01_sums.py", (2026, 1, 1, 12, 0, 0)), REFERENCE)
        if content is not None:
            archive.writestr(zipfile.ZipInfo("repo/.grade/hints.json", LATER), content)
    return path


def test_a_folder_an_archive_and_an_archive_in_a_folder_tell(tmp_path, tiny):
    assert read_submission(handed_in(tmp_path / "ada"), tiny).hints == {"sums.total": 2}
    assert read_submission(zipped(tmp_path / "ben.zip"), tiny).hints == {"sums.total": 2}
    (tmp_path / "cleo").mkdir()
    zipped(tmp_path / "cleo" / "work.zip")
    assert read_submission(tmp_path / "cleo", tiny).hints == {"sums.total": 2}


@pytest.mark.parametrize(
    ("content", "hints"),
    [
        (b"{}", {}),
        (b'{"sums.total": 0}', {}),
        (b'{"sums.total": 99999999999999999999999, "sums.nowhere": 1, "../../etc": 3}', {"sums.total": 3}),
        (b'{"sums.total": -1}', {}),
        (b'{"sums.total": "<script>"}', {}),
        (b'{"sums.total": 1.5}', {}),
        (b"[" * 50_000, {}),
        (b"\xff\x00", {}),
        (b"", {}),
        (b'{"sums.total": 2}' + b" " * FILE_BYTES, None),
    ],
)
def test_only_hints_of_the_course_are_believed(tmp_path, tiny, content, hints):
    assert read_submission(handed_in(tmp_path / "ada", content), tiny).hints == hints
    assert read_submission(zipped(tmp_path / "ben.zip", content), tiny).hints == hints


def test_where_nothing_is_told_nothing_is_known(tmp_path, tiny):
    other = handed_in(tmp_path / "ada", hints="grade/hints.json")
    assert read_submission(other, tiny).hints is None


@pytest.mark.parametrize("link", [".grade", ".grade/hints.json"])
def test_a_link_is_not_followed(tmp_path, tiny, link):
    outside = handed_in(tmp_path / "outside")
    (tmp_path / "ada" / link).parent.mkdir(parents=True)
    (tmp_path / "ada" / "ex01_sums.py").write_text(REFERENCE)
    os.symlink(outside / link, tmp_path / "ada" / link)
    assert read_submission(tmp_path / "ada", tiny).hints is None


def test_the_hand_in_and_its_time_are_as_without(tmp_path, tiny):
    (tmp_path / "without").mkdir()
    with_hints, without = zipped(tmp_path / "ada.zip"), zipped(tmp_path / "without" / "ada.zip", None)
    read, plain = read_submission(with_hints, tiny), read_submission(without, tiny)
    assert (read, content_key(read), read.handed_in) == (plain, content_key(plain), plain.handed_in)
    assert (read.notes, sorted(read.files)) == (plain.notes, ["ex01_sums.py"])
    folder = handed_in(tmp_path / "ben")
    (folder / ".grade" / "before-reset").mkdir()
    (folder / ".grade" / "before-reset" / "ex01_sums.1.py").write_text(REFERENCE)
    found = read_submission(folder, tiny)
    assert (sorted(found.files), found.chosen, found.notes) == (["ex01_sums.py"], (), ())
