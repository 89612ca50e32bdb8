"""`grade mend`: a file to repair is written, and never over somebody's work."""

from pathlib import Path

import pytest
from released import release
from tiny_course import MISTAKE, write


@pytest.fixture
def course(tmp_path, monkeypatch):
    more = MISTAKE + '\n\ndef product(x):\n    """wrong-values: All is multiplied."""\n    return x.prod()\n'
    monkeypatch.chdir(write(tmp_path, mistake=more))
    return tmp_path


@pytest.mark.parametrize("target", ["sums", "1", "sums.total"])
def test_a_file_is_written_and_said_how_to_grade(course, grade, target):
    assert grade("mend", target) == (
        0,
        "mend/ex01_sums.py: 1 function to repair\n  grade run mend --exercise sums\n",
        "",
    )
    assert "return x.prod()" in Path("mend/ex01_sums.py").read_text(encoding="utf-8")


def test_a_number_chooses_another_mistake_and_the_same_one_again(course, grade):
    texts = []
    for seed in range(8):
        for place in (f"a{seed}", f"b{seed}"):
            grade("mend", "sums", "--seed", seed, "--out", place)
        one, other = (Path(f"{place}{seed}/ex01_sums.py").read_text(encoding="utf-8") for place in "ab")
        assert one == other
        texts.append(one)
    assert len(set(texts)) == 2


def test_a_file_that_is_there_stays(course, grade):
    Path("mend").mkdir()
    Path("mend/ex01_sums.py").write_text("mine", encoding="utf-8")
    assert grade("mend", "sums") == (
        2,
        "",
        "grade: mend/ex01_sums.py is there already, and may hold a student's work; name another folder with --out\n",
    )
    assert Path("mend/ex01_sums.py").read_text(encoding="utf-8") == "mine"


def test_where_there_is_nothing_to_repair(course, grade, tmp_path, monkeypatch):
    told = "grade: there is no known mistake of sums.doubled to repair; they lie in solutions/mistakes\n"
    assert grade("mend", "sums.doubled") == (2, "", told)
    monkeypatch.chdir(release(tmp_path / "home"))
    told = "grade: this needs the solutions of the course; your instructor has them, and can run it for you\n"
    for words in (["mend", "sums"], ["verify"], ["examples", "sums.total", "exercises/ex01_sums.py"]):
        assert grade(*words) == (2, "", told)
    assert not Path("mend").exists()
