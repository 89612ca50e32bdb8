"""`grade new`: what it makes verifies, and what it cannot make leaves nothing behind."""

import pytest
from click.testing import CliRunner
from tiny_course import write

from tensorgrade.commands import new as scaffold
from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.proof import verify

pytestmark = pytest.mark.worker


def new(slug, course):
    return scaffold.create(slug, course)


def files_in(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_it_makes_verifies(tmp_path, capsys):
    write(tmp_path)
    before = files_in(tmp_path)
    assert new("waves", tmp_path) == 0
    made = [name for name in files_in(tmp_path) if name not in before]
    assert "exercises/ex02_waves.py" in made and "solutions/ex02_waves.py" in made
    printed = capsys.readouterr().out
    assert printed.splitlines()[0] == "exercise 2, waves, is made:"
    assert [line.strip() for line in printed.splitlines()[1 : 1 + len(made)]] == made
    verdict = verify(read_course(tmp_path), ["waves"], seed=4)
    assert (verdict.problems, verdict.misnamed) == ([], [])
    assert verdict.caught == verdict.named == 4


def test_a_new_course_begins_with_1(tmp_path):
    assert new("waves", tmp_path) == 0
    assert (tmp_path / "exercises" / "ex01_waves.py").is_file()


@pytest.mark.parametrize("slug", ["9lives", "Waves", "two words", "class", "a" * 41, "", "../up", "wäve"])
def test_a_name_that_cannot_be(tmp_path, slug):
    with pytest.raises(CourseError) as caught:
        new(slug, tmp_path)
    told = "is no name for an exercise: it takes up to 40 small letters, digits and _, a letter first"
    assert str(caught.value) == f"{slug!r} {told}"
    assert files_in(tmp_path) == []


def test_a_name_that_is_taken(tmp_path):
    write(tmp_path)
    with pytest.raises(CourseError, match=r"^there is an exercise 'sums' already$"):
        new("sums", tmp_path)


def test_no_number_is_left(tmp_path):
    write(tmp_path)
    (tmp_path / "exercises" / "ex99_last.py").touch()
    with pytest.raises(CourseError, match=r"has an exercise 99, and numbers have two digits$"):
        new("waves", tmp_path)


def test_a_file_that_is_there_already_is_kept_and_nothing_made(tmp_path):
    write(tmp_path)
    kept = tmp_path / "solutions" / "checks" / "test_waves.py"
    kept.parent.mkdir()
    kept.write_text("mine")
    before = files_in(tmp_path)
    with pytest.raises(CourseError) as caught:
        new("waves", tmp_path)
    assert str(caught.value) == f"{kept} is there already; nothing was made"
    assert files_in(tmp_path) == before
    assert kept.read_text() == "mine"


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "solutions").write_text("")
    with pytest.raises(CourseError, match=r"solutions/.* cannot be written: Not a directory; nothing was made$"):
        new("waves", tmp_path)
    assert files_in(tmp_path) == ["solutions"]


def test_no_course_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError) as caught:
        new("waves", None)
    told = "there is no course here (a folder with exercises/ in it); name one with --course DIR"
    assert str(caught.value) == told
    with pytest.raises(CourseError, match=r"^there is no folder .*/gone$"):
        new("waves", tmp_path / "gone")


def test_the_command(tmp_path):
    result = CliRunner().invoke(cli, ["new", "waves", "--course", str(tmp_path)])
    assert result.exit_code == 0
    assert result.output.endswith("  grade verify --exercise waves\n")
