"""Files are written whole or not at all, and what cannot be written is told before the work begins."""

import sys
from pathlib import Path

import pytest

from tensorgrade.files import WritingError, check_writable, clear_unfinished, write_whole


def test_a_file_is_replaced_whole(tmp_path):
    file = tmp_path / "report.html"
    file.write_text("old", encoding="utf-8")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_what_cannot_be_written(tmp_path):
    with pytest.raises(WritingError) as told:
        check_writable(tmp_path)
    assert str(told.value) == f"{tmp_path} is a folder; name a file in it"
    with pytest.raises(WritingError) as told:
        check_writable(tmp_path / "no" / "x.json")
    assert str(told.value) == f"there is no folder {tmp_path / 'no'} to write x.json in"
    with pytest.raises(WritingError) as told:
        write_whole(tmp_path / "no" / "x.json", b"")
    assert str(told.value) == f"{tmp_path / 'no' / 'x.json'} cannot be written: No such file or directory"


@pytest.mark.skipif(sys.platform != "linux", reason="nobody can write in /proc, and only Linux has it")
def test_a_folder_that_takes_no_file():
    with pytest.raises(WritingError, match=r"/proc/x\.json cannot be written: "):
        check_writable(Path("/proc/x.json"))


def test_checking_leaves_nothing(tmp_path):
    check_writable(tmp_path / "x.json")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def no_space(*paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", no_space)
    with pytest.raises(WritingError, match=r"x\.json cannot be written: No space left on device"):
        write_whole(tmp_path / "x.json", b"{}")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_cleared(tmp_path):
    for name in (".grade-ab12", "ada.json", ".git"):
        (tmp_path / name).touch()
    clear_unfinished(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "ada.json"]
