"""The wheel: what is in it, and that a released repository can be graded with nothing but it installed."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tiny_course import write

pytestmark = pytest.mark.worker

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("grader", "reports", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of the sources, without network."""
    source = tmp_path_factory.mktemp("source")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", f"import hatchling.build; print(hatchling.build.build_wheel({str(out)!r}))"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("tensorgrade-*.whl"))


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
