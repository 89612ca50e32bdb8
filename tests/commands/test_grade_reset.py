"""`grade reset`: a stub comes back, all else stays, and a copy of what was there is kept."""

from pathlib import Path

import pytest
from released import release
from tiny_course import STUB, write

FILE = Path("exercises/ex01_sums.py")
OWN = '''"""Mine."""
import torch


@torch.no_grad()
def total(x):
    return x.mean()  # \u2028 a line separator that Python does not count


def helper():
    pass


def doubled(x, times=2):
    return x * 3
'''


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(release(tmp_path))
    FILE.write_text(OWN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["sums", "1", "ex01_sums.py"])
def test_a_whole_exercise(home, grade, name):
    assert grade("reset", name) == (
        0,
        "Your file is kept as .grade/before-reset/ex01_sums.1.py\nexercises/ex01_sums.py: the stub of sums is back\n",
        "",
    )
    assert FILE.read_text(encoding="utf-8") == STUB
    assert Path(".grade/before-reset/ex01_sums.1.py").read_text(encoding="utf-8") == OWN
    assert grade("reset", name) == (0, f"{name} is as it was handed out.\n", "")


@pytest.mark.parametrize("name", ["sums.total", "1.total", "total"])
def test_one_function_comes_back_with_nothing_else_changed(home, grade, name):
    status, told, _ = grade("reset", name)
    assert (status, told.splitlines()[1]) == (0, "exercises/ex01_sums.py: the stub of total is back")
    before, _, after = OWN.partition("@torch.no_grad()\n")
    stub = STUB[STUB.index("def total") : STUB.index("\n\n\ndef doubled") + 1]
    assert FILE.read_text(encoding="utf-8") == before + stub + after[after.index("\n\n\ndef helper") + 1 :]


def test_a_function_that_is_gone_is_added(home, grade):
    FILE.write_text("def total(x):\n    return x.sum()\n", encoding="utf-8")
    assert grade("reset", "sums.doubled")[0] == 0
    text = FILE.read_text(encoding="utf-8")
    assert text.startswith("def total(x):\n    return x.sum()\n\n\ndef doubled(x, times=2):\n")
    assert text.endswith("    raise NotImplementedError\n")


def test_line_ends_stay_as_they_were(home, grade):
    FILE.write_bytes(OWN.replace("\n", "\r\n").encode())
    grade("reset", "sums.total")
    content = FILE.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_copies_take_no_other_s_place(home, grade):
    grade("reset", "sums.total")
    assert "ex01_sums.2.py" in grade("reset", "sums.doubled")[1]
    assert len(list(Path(".grade/before-reset").iterdir())) == 2


def test_a_file_that_is_gone_comes_back(home, grade):
    FILE.unlink()
    assert grade("reset", "sums.total") == (0, "exercises/ex01_sums.py: the stub of total is back\n", "")
    assert FILE.read_text(encoding="utf-8") == STUB


def test_in_a_file_that_python_cannot_read_no_function_can_be_told(home, grade):
    FILE.write_text("def total(x):\n    return x.sum(\n", encoding="utf-8")
    assert grade("reset", "sums.total") == (
        2,
        "",
        "grade: exercises/ex01_sums.py, line 2 cannot be read by Python, so no function of it can be told from another"
        "; fix that line, or bring the whole file back with `grade reset ex01_sums.py`\n",
    )
    assert grade("reset", "sums")[0] == 0


def test_names_that_are_none(home, grade):
    assert grade("reset", "sims") == (2, "", "grade: there is no exercise 'sims'; did you mean 'sums'?\n")
    assert grade("reset", "sums.totl") == (
        2, "", "grade: there is no function 'sums.totl'; did you mean 'sums.total'?\n"
    )  # fmt: skip


def test_the_course_itself_has_nothing_to_bring_back(tmp_path, monkeypatch, grade):
    monkeypatch.chdir(write(tmp_path))
    assert grade("reset", "sums") == (
        2,
        "",
        "grade: exercises/ex01_sums.py is the stub itself: only a released course has stubs to bring back\n",
    )
    assert FILE.read_text(encoding="utf-8") == STUB
