"""A folder that is held for one run, and what it keeps of the runs before."""

import subprocess
import sys

import pytest

from tensorgrade.classroom.claim import BatchError, batch_seed, claimed
from tensorgrade.classroom.gradebook import Gradebook


def test_the_seed_is_kept(tmp_path):
    book = Gradebook(tmp_path)
    first = batch_seed(book, None, fresh=False)
    assert batch_seed(book, None, fresh=False) == first
    assert batch_seed(book, None, fresh=True) != first
    assert batch_seed(book, 5, fresh=False) == 5
    assert batch_seed(book, None, fresh=False) == 5
    book.close()


def test_two_batches_at_once(tmp_path):
    with claimed(tmp_path):
        begin = "import pathlib\nfrom tensorgrade.classroom.claim import claimed\n"
        other = f"{begin}with claimed(pathlib.Path({str(tmp_path)!r})): 0"
        done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
    assert (
        done.stderr.splitlines()[-1]
        == f"tensorgrade.classroom.claim.BatchError: another batch is at work on {tmp_path}"
    )
    with claimed(tmp_path):
        pass


def test_what_a_killed_batch_left_half_written_goes(tmp_path):
    (tmp_path / "students").mkdir()
    for place in (".grade-ab12", "students/.grade-cd34", "students/ada.html"):
        (tmp_path / place).touch()
    with claimed(tmp_path):
        assert [path.name for path in tmp_path.rglob("*") if path.name.startswith((".grade", "ada"))] == ["ada.html"]


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BatchError) as told, claimed(tmp_path / "file" / "out"):
        pass
    assert str(told.value) == f"{tmp_path / 'file' / 'out'} cannot be written: Not a directory"
