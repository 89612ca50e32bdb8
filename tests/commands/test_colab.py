"""The notebooks of a release begin in a session that has neither the course nor the kit, as Colab's is."""

import json
import os
import subprocess
import sys
import venv

import nbformat
import pytest
from nbclient import NotebookClient
from offline_index import lend_libraries
from tiny_course import write

from tensorgrade.commands.release import ReleaseOptions, release

pytestmark = [pytest.mark.worker, pytest.mark.slow]

PIP = """#!{python}
import pathlib, sys, zipfile
assert sys.argv[1:] == ["install", "--quiet", "./course"], sys.argv
(wheel,) = pathlib.Path("course/kit").glob("*.whl")
zipfile.ZipFile(wheel).extractall({packages!r})
"""


@pytest.fixture
def published(tmp_path):
    """A release as a repository that git can clone, made for that place."""
    course, place = write(tmp_path / "course"), tmp_path / "published class"
    assert release(place, ReleaseOptions(course, repository=str(place))) == 0
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@e", "commit", "-qm", "start"],
    ):
        subprocess.run(["git", "-C", place, *words], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    return place


@pytest.fixture
def session(tmp_path, monkeypatch):
    """An empty folder, and a kernel `bare` without the kit; its `pip` unpacks the wheel of a release, and no more."""
    environment, tools, home = tmp_path / "environment", tmp_path / "tools", tmp_path / "content"
    venv.create(environment, with_pip=False)
    lend_libraries(environment)
    kernel = {"argv": [str(environment / "bin" / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    place = tmp_path / "jupyter" / "kernels" / "bare" / "kernel.json"
    for folder in (tools, home, place.parent):
        folder.mkdir(parents=True)
    place.write_text(json.dumps({**kernel, "display_name": "bare", "language": "python"}), encoding="utf-8")
    (packages,) = environment.glob("lib/python*/site-packages")
    (tools / "pip").write_text(PIP.format(python=sys.executable, packages=str(packages)), encoding="utf-8")
    (tools / "pip").chmod(0o755)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return home


def run(notebook, session):
    """Run all cells; return the text of each one's result."""
    place = {"metadata": {"path": str(session)}}
    NotebookClient(notebook, timeout=None, startup_timeout=600, kernel_name="bare", resources=place).execute()
    results = [[out.data["text/plain"] for out in cell.get("outputs", ()) if "data" in out] for cell in notebook.cells]
    return [text for texts in results for text in texts]


def test_a_notebook_runs_where_nothing_is_installed_and_again_where_all_is(published, session):
    assert [path.name for path in (published / "notebooks").iterdir()] == ["colab_ex01_sums.ipynb"]
    notebook = nbformat.read(published / "notebooks" / "colab_ex01_sums.ipynb", as_version=4)
    answer = next(cell for cell in notebook.cells if cell.source.startswith("def total("))
    answer.source = "def total(x):\n    return x.sum()"
    expected = ["Correct: sums.total  5 / 5", "Not written yet: sums.doubled"]
    for _ in range(2):
        told = run(notebook, session)
        assert [text.splitlines()[0][: len(line)] for text, line in zip(told, expected, strict=True)] == expected
    assert sorted(path.name for path in session.iterdir()) == ["course"]
