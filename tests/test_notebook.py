"""`check` in a notebook that is really run."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from tiny_course import write

from tensorgrade.notebook import CheckError, check

pytestmark = pytest.mark.worker

MEAN = "import torch\ndef total(x):\n    return x.mean()"
SUM = "def total(x):\n    return x.sum()"


def run(folder: Path, *cells: str) -> list[nbformat.NotebookNode]:
    """Run cells in a kernel of their own, in a folder; return each cell's result."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(
        notebook,
        timeout=None,
        startup_timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return [
        next((out.data for out in cell.outputs if out.output_type == "execute_result"), {}) for cell in notebook.cells
    ]


def test_functions_are_checked_as_they_are_in_the_session(tmp_path):
    root = write(tmp_path)
    cells = [
        "from tensorgrade.notebook import check",
        MEAN,
        'check("sums.total")',
        SUM,
        'check("sums.total")',
        'check("sums.doubled")',
    ]
    *_, wrong, _, right, missing = run(root, *cells)
    assert "The mean is taken in place of the sum." in wrong["text/html"]
    assert wrong["text/plain"].startswith("Not yet: sums.total  0 / 5  public checks 0 of 1\nsums: total ---")
    assert right["text/plain"] == "Correct: sums.total  5 / 5  public checks passed"
    assert "missing-definition" in missing["text/html"]


def checked(folder: Path, *cells: str) -> str:
    """The text of a check after some cells, each of which may raise."""
    sources = ["from tensorgrade.notebook import check", *cells, 'check("sums.total")']
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in sources])
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place, allow_errors=True).execute()
    (shown,) = [output for output in notebook.cells[-1].outputs if output.output_type == "execute_result"]
    assert ("⚠" in shown.data["text/html"]) == shown.data["text/plain"].startswith("Cell")
    return shown.data["text/plain"]


def test_the_code_beside_the_lesson_is_that_of_the_last_definition(tmp_path):
    text = checked(write(tmp_path), MEAN, "def total(x):\n    return x.max()")
    assert "ex01_sums.ipynb, cell 3\n    1  def total(x):" in text
    assert "return x.max()" in text and "return x.mean()" not in text


def test_a_cell_that_python_cannot_read_is_told_with_the_version_that_is_graded(tmp_path):
    text = checked(write(tmp_path), MEAN, "def total(x)\n    return x.sum()")
    told = "Cell [3] did not run, for Python cannot read it: this is about the version of cell [2].\nNot yet: "
    assert text.startswith(told)
    text = checked(write(tmp_path), "def total(x)\n    return x.sum()")
    assert text.startswith("Cell [2] did not run, for Python cannot read it: total is not defined yet.\n")


def test_a_cell_that_stopped_before_the_definition_is_told(tmp_path):
    text = checked(write(tmp_path), MEAN, f"1 / 0\n{SUM}")
    assert text.startswith(
        "Cell [3] stopped before it defined total, so your session still has the version of cell [2]: this is\n"
        "about the version of cell [3].\nCorrect: sums.total  5 / 5"
    )


def test_hostile_text_is_text(tmp_path):
    cell = 'import torch\ndef total(x):\n    raise ValueError("<img src=x onerror=alert(1)>")'
    *_, verdict = run(write(tmp_path), "from tensorgrade.notebook import check", cell, 'check("sums.total")')
    assert "<img" not in verdict["text/html"] and "&lt;img" in verdict["text/html"]


def test_outside_a_notebook(tmp_path):
    with pytest.raises(
        CheckError, match="this looks at the session of a notebook; elsewhere use `grade run` and `grade show`"
    ):
        check("sums.total", write(tmp_path))


def test_what_fails_is_one_sentence_without_a_traceback(tmp_path):
    cell = (
        "from tensorgrade.notebook import check\nimport tensorgrade.notebook\ntensorgrade.notebook.grader_of = None\n"
    )
    notebook = new_notebook(cells=[new_code_cell(MEAN), new_code_cell(f'{cell}check("sums.total")')])
    place = {"metadata": {"path": str(write(tmp_path))}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place, allow_errors=True).execute()
    (error,) = [output for output in notebook.cells[1].outputs if output.output_type == "error"]
    (line,) = error.traceback
    assert line.startswith(
        "grade: the grader failed, not the submission (TypeError: 'NoneType' object is not callable)"
    )
