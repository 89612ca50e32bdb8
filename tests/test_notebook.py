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
UNWRITTEN = """
try:
    check("sums.doubled")
except CheckError as error:
    told = str(error)
told"""
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
        f"from tensorgrade.notebook import CheckError\n{UNWRITTEN}",
        'def total(x):\n    raise ValueError("<img src=x onerror=alert(1)>")',
        'check("sums.total")',
    ]
    *_, wrong, _, right, missing, _, hostile = run(root, *cells)
    assert "The mean is taken in place of the sum." in wrong["text/html"]
    assert wrong["text/plain"].startswith("Not yet: sums.total  0 / 5  public checks 0 of 1\nsums: total ---")
    assert right["text/plain"] == "Correct: sums.total  5 / 5  public checks passed"
    assert missing["text/plain"] == repr(
        "no cell that you ran defines doubled: run the cell that defines it, then this one again"
    )
    assert "<img" not in hostile["text/html"] and "&lt;img" in hostile["text/html"]


UNREAD = "def total(x)\n    return x.sum()"


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[str]:
    """The texts of the checks in a notebook in which some cells raise."""
    check_it = 'check("sums.total")'
    first = ["from tensorgrade.notebook import check", UNREAD, check_it]
    sources = [*first, MEAN, "def total(x):\n    return x.max()", check_it, UNREAD, check_it, f"1 / 0\n{SUM}", check_it]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    place = {"metadata": {"path": str(write(tmp_path_factory.mktemp("course")))}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place, allow_errors=True).execute()
    shown = [out.data for cell in notebook.cells for out in cell.outputs if out.output_type == "execute_result"]
    assert [("⚠" in one["text/html"]) for one in shown] == [one["text/plain"].startswith("Cell") for one in shown]
    return [one["text/plain"] for one in shown]


def test_the_code_beside_the_lesson_is_that_of_the_last_definition(told):
    text = told[1]
    assert "ex01_sums.ipynb, cell 5\n    1  def total(x):" in text
    assert "return x.max()" in text and "return x.mean()" not in text


def test_a_cell_that_python_cannot_read_is_told_with_the_version_that_is_graded(told):
    text = "Cell [7] did not run, for Python cannot read it: this is about the version of cell [5].\nNot yet: "
    assert told[2].startswith(text)
    assert told[0].startswith("Cell [2] did not run, for Python cannot read it: total is not defined yet.\n")


def test_a_cell_that_stopped_before_the_definition_is_told(told):
    assert told[3].startswith(
        "Cell [9] stopped before it defined total, so your session still has the version of cell [5]: this is\n"
        "about the version of cell [9].\nCorrect: sums.total  5 / 5"
    )


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
