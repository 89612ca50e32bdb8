"""The wheel and the source archive: what is in them; a released repository is graded with nothing but the wheel."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.commands.installation import installation_of
from tensorgrade.course.settings import CourseSettings

pytestmark = pytest.mark.worker

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("grader", "reports", "exercises", "solutions", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build wheel and source archive from a copy of the sources, without network; return their folder."""
    source = tmp_path_factory.mktemp("source")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source)
    words(source, "hatchling", "build")
    return source / "dist"


def words(folder, module, *more):
    """Run a module of Python in a folder."""
    command = [sys.executable, "-m", module, *map(str, more)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(built):
    return next(built.glob("tensorgrade-*.whl"))


def test_wheel_and_source_archive_are_as_an_index_takes_them(built, wheel):
    words(built, "twine", "check", "--strict", *built.iterdir())
    words(built.parent, "check_wheel_contents", wheel)


def test_of_the_course_nothing_is_in_the_source_archive(built):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        places = {Path(name).parts[1] for name in files.getnames() if len(Path(name).parts) > 1}
    assert places == {
        "grader",
        "reports",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "PKG-INFO",
    }


def test_the_wheel_that_comes_along_holds_what_the_built_one_holds(wheel, tmp_path):
    made = installation_of(CourseSettings(), from_index=False)
    (tmp_path / made.wheel).write_bytes(made.files[made.wheel])
    assert made.wheel == wheel.name
    own, other = (zipfile.ZipFile(path) for path in (tmp_path / made.wheel, wheel))
    assert set(own.namelist()) == set(other.namelist())
    changed = [name for name in own.namelist() if own.read(name) != other.read(name)]
    assert {Path(name).name for name in changed} <= {"METADATA", "WHEEL", "RECORD"}
    words(tmp_path, "twine", "check", "--strict", made.wheel)
    words(ROOT, "check_wheel_contents", tmp_path / made.wheel)


def test_no_test_and_no_solution_is_in_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).parts[0].split("-")[0] for name in names} == {"tensorgrade", "tensorgrade_reports"}
    assert not [name for name in names if name.startswith(("tests/", "solutions/", "exercises/"))]
    packaged = {name for name in names if not name.endswith(".py")}
    for needed in (
        "tensorgrade/commands/handout/README.md.txt", "tensorgrade/py.typed",
        "tensorgrade/commands/handout/dot_github/workflows/grade.yml.txt",
        "tensorgrade/commands/autograders/gradescope/run_autograder",
        "tensorgrade_reports/html/templates/submission.html", "tensorgrade/isolation/syscalls/numbers.txt",
    ):  # fmt: skip
        assert needed in packaged, needed


@pytest.mark.slow
def test_a_released_repository_is_graded_with_it(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    packages = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    )  # fmt: skip
    zipfile.ZipFile(wheel).extractall(packages)
    others = [entry for entry in sys.path if entry.endswith("-packages")]  # torch and the like
    (packages / "more.pth").write_text("\n".join(others), encoding="utf-8")
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}

    def grade(*words, folder):
        command = [python, "-m", "tensorgrade", *map(str, words)]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)

    where = subprocess.run(
        [python, "-c", "import tensorgrade; print(tensorgrade.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(packages))
    course = write(tmp_path / "course")
    assert grade("--version", folder=tmp_path).stdout.startswith("grade, version ")
    released = grade("release", tmp_path / "class", "--course", course, folder=tmp_path)
    assert released.returncode == 0, released.stderr
    done = grade(folder=tmp_path / "class")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Score 0 / 10" in done.stdout
    assert grade("explain", "memory-copied", folder=tmp_path).returncode == 0
