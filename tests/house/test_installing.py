"""A released repository installs in a fresh environment, by pip and by uv, with the wheel that it carries."""

import os
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

import pytest
from offline_index import lend_libraries, make_index
from tiny_course import write

from tensorgrade.commands.installation import FOLDER, installation_of
from tensorgrade.commands.release import handout
from tensorgrade.course.catalogue import read_course

KIT = version("tensorgrade")
SAY = "import tensorgrade, importlib.metadata as m; print(tensorgrade.__file__); print(m.version('tensorgrade'))"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return make_index(tmp_path_factory.mktemp("index") / "wheels")


@pytest.fixture
def released(tmp_path):
    """What a release installs from, without the rest of it."""
    course = read_course(write(tmp_path / "course"))
    installation = installation_of(course.settings, from_index=False)
    files = handout(course, installation) | {f"{FOLDER}/{name}": file for name, file in installation.files.items()}
    for name, content in files.items():
        path = tmp_path / "a class" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "a class"


def run(folder, index, *command):
    settings = {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(index), "UV_NO_CACHE": "1", "UV_PYTHON": sys.executable,
    }  # fmt: skip
    environment = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment | settings,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def says_that_it_is_installed(released):
    lend_libraries(released / ".venv")
    place, told = run(released, "", released / ".venv" / "bin" / "python", "-c", SAY).splitlines()
    assert Path(place).is_relative_to(released / ".venv")
    assert told == KIT
    assert run(released, "", released / ".venv" / "bin" / "grade", "--version") == f"grade, version {KIT}\n"


@pytest.mark.slow
def test_by_pip(released, index):
    venv.create(released / ".venv", with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", released / ".venv" / "bin" / "python"]
    run(released, index, *pip, "install", "--constraint", "kit/requirements.lock", ".")
    says_that_it_is_installed(released)


@pytest.mark.slow
def test_by_uv(released, index):
    pytest.importorskip("uv", reason="no uv here")
    run(released, index, sys.executable, "-m", "uv", "sync")
    says_that_it_is_installed(released)
