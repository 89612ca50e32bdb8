"""`grade new`: what it makes verifies, and what it cannot make leaves nothing behind."""

from importlib.metadata import version

import click
import pytest
from click.testing import CliRunner
from tiny_course import write

from tensorgrade.commands import new as scaffold
from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.proof import verify

pytestmark = pytest.mark.worker


WHEEL = f"tensorgrade-{version('tensorgrade')}-py3-none-any.whl"


def new(slug, course, kind="tensor"):
    return scaffold.create(slug, course, kind)


def files_in(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_it_makes_is_told(tmp_path, capsys):
    write(tmp_path)
    before = files_in(tmp_path)
    assert new("waves", tmp_path) == 0
    made = [name for name in files_in(tmp_path) if name not in before]
    assert "exercises/ex02_waves.py" in made and "solutions/ex02_waves.py" in made
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "exercise 2, waves, is made:",
        *(f"  {name}" for name in made),
        "Next: run `grade verify` on it, rewrite stub, reference and checks together, and verify again:",
        "  grade verify --exercise waves",
    ]


@pytest.mark.slow
def test_what_each_kind_makes_verifies(tmp_path):
    write(tmp_path)
    for kind in scaffold.KINDS:
        assert new(f"{kind}s", tmp_path, kind) == 0
    assert scaffold.KINDS == ("class", "numpy", "plot", "tensor", "text")
    verdict = verify(read_course(tmp_path), [f"{kind}s" for kind in scaffold.KINDS], seed=4)
    assert (verdict.problems, verdict.misnamed) == ([], [])
    assert verdict.caught == verdict.named == verdict.mistakes == 19
    assert verdict.alternatives_full == verdict.alternatives == len(scaffold.KINDS)


def test_a_course_is_started_where_there_is_none(tmp_path, capsys):
    root = tmp_path / "my course"
    assert new(None, root, "plot") == 0
    made = files_in(root)
    assert {
        "course.toml", "README.md", ".gitignore", ".github/workflows/verify.yml", "kit/requirements.lock",
        "exercises/ex01_example.py", "solutions/ex01_example.py", f"kit/{WHEEL}",
    } <= set(made)  # fmt: skip
    settings = read_course(root).settings
    assert (settings.title, settings.packages) == ("my course", ("matplotlib",))
    install = f"--constraint requirements.lock ./{WHEEL} matplotlib\n"
    assert install in (root / ".github" / "workflows" / "verify.yml").read_text(encoding="utf-8")
    assert b"matplotlib==" in (root / "kit" / "requirements.lock").read_bytes()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"the course {root} is started, with exercise 1, example:"
    assert sorted(line.strip() for line in told[1:-2]) == sorted(made)
    assert told[-1] == f"  cd '{root}' && grade verify --exercise example"
    with pytest.raises(click.UsageError, match=r"^name the exercise: .*/my course is a course already$"):
        new(None, root)


def test_a_course_that_installs_the_kit_from_the_index(tmp_path):
    assert CliRunner().invoke(cli, ["new", "--course", str(tmp_path / "course"), "--from-index"]).exit_code == 0
    assert f"kit/{WHEEL}" not in files_in(tmp_path / "course")
    workflow = (tmp_path / "course" / ".github" / "workflows" / "verify.yml").read_text(encoding="utf-8")
    assert f"requirements.lock tensorgrade=={version('tensorgrade')} torch\n" in workflow


def test_what_a_folder_has_already_stays_when_a_course_is_started(tmp_path):
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    assert new("waves", tmp_path) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "exercises" / "ex01_waves.py").is_file()


def test_a_package_that_the_course_does_not_name_yet_is_told(tmp_path, capsys):
    write(tmp_path)
    note = "Next: name matplotlib in the packages of course.toml, for the exercise imports it."
    assert new("curves", tmp_path, "plot") == 0
    assert note in capsys.readouterr().out.splitlines()
    (tmp_path / "course.toml").write_text('packages = ["matplotlib>=3"]', encoding="utf-8")
    assert new("bars", tmp_path, "plot") == 0
    assert note not in capsys.readouterr().out.splitlines()


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
    with pytest.raises(CourseError, match=r"^there is no folder .*/gone to start the course maths in$"):
        new("waves", tmp_path / "gone" / "maths")
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match=r"/file is a file; name a folder$"):
        new("waves", tmp_path / "file")


def test_the_command(tmp_path):
    result = CliRunner().invoke(cli, ["new", "waves", "--course", str(write(tmp_path)), "--kind", "text"])
    assert result.exit_code == 0
    assert result.output.endswith("\n  grade verify --exercise waves\n")
    assert "def initials(name):" in (tmp_path / "exercises" / "ex02_waves.py").read_text(encoding="utf-8")
