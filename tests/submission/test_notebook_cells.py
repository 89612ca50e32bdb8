"""Notebooks as submissions, and notebooks made for students."""

import json
import zipfile

import nbformat
import pytest
from click.testing import CliRunner
from made_notebooks import notebook
from tiny_course import REFERENCE, write

from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import read_course
from tensorgrade.exits import InputError
from tensorgrade.protocol.fields import Place
from tensorgrade.submission.notebook_cells import NotebookError, is_magic, source_of, source_of_cells
from tensorgrade.submission.read import SubmissionError, read_submission

pytestmark = pytest.mark.worker

TOTAL = "def total(x):\n    return x.sum()"
DOUBLED = "def doubled(x, times=2):\n    return x * times"


def names(code: bytes) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(code, space)
    return {name: value for name, value in space.items() if not name.startswith("__")}


@pytest.fixture
def course(tmp_path):
    return read_course(write(tmp_path / "course"))


def test_definitions_imports_and_constants_are_kept():
    cells = ["import math\nSIZE = 3\nEPS: float = 1e-6\npair = (math.pi, SIZE)", TOTAL, "class Net:\n    pass"]
    found = names(source_of(notebook(*cells)).code)
    assert set(found) == {"math", "SIZE", "EPS", "pair", "total", "Net"}


@pytest.mark.parametrize(
    "cell",
    [
        "1 / 0", "print(total(3))", "for i in range(10**9):\n    pass", "while True: pass", "train(total)",
        "total", "torch.manual_seed(0)", "plt.plot([1])", "raise SystemExit",
        "check('sums.total')", "assert False", "del total",
    ],
)  # fmt: skip
def test_what_only_runs_is_left_out(cell):
    source = source_of_cells(["import math as torch, math as plt", TOTAL, cell, DOUBLED])
    assert set(names(source.code)) == {"total", "doubled", "torch", "plt"}
    assert source.notes == ()


@pytest.mark.parametrize(
    "cell",
    [
        "value = dict(start=0)", "value = [n for n in (1, 2)][-1]", "value = total(torch)", "value: int = len([1])",
        "for value in range(2):\n    kept = value", "with open(__file__) as value:\n    kept = value.read()",
        "value = []\nvalue.append(1)", "if True:\n    value = sum([1])", "value = 1\nvalue += sum([1])",
    ],
)  # fmt: skip
def test_what_sets_a_name_or_changes_a_value_is_kept(cell):
    code = source_of_cells(["import torch", TOTAL, cell]).code.decode()
    assert code.endswith(f"# cell 3\n{cell}\n")


def test_a_line_keeps_its_place_in_its_cell():
    source = source_of_cells(["print(1)", "%magic\n\nx = 1\nprint(x)\n\ny = 2", TOTAL])
    number = source.code.decode().split("\n").index("y = 2") + 1
    told = source.cells.place(Place("ex01_sums.py", number, "<module>", "y = 2"))
    assert (told.file, told.line) == ("ex01_sums.ipynb, cell 2", 6)
    assert source.cells.place(Place("ex01_sums.py", 1, "", "")).file == "ex01_sums.py"


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("%matplotlib inline\n" + TOTAL, "cell 1: 1 magic or shell line is left out"),
        ("!pip install x\n" + TOTAL + "\nfiles = !ls\ntotal?", "cell 1: 3 magic or shell lines are left out"),
        ("%%time\n" + TOTAL, None),
    ],
)
def test_magics_and_shell_lines_are_dropped_with_a_note(cell, note):
    source = source_of_cells([cell])
    assert set(names(source.code)) == {"total"}
    assert source.notes == ((note,) if note else ())


def test_a_cell_in_another_language():
    source = source_of_cells(["%%bash\ndef total(x): nothing", TOTAL])
    assert source.notes == ("cell 1: the cell, for it begins with %%bash, is left out",)
    assert set(names(source.code)) == {"total"}


def test_a_cell_that_python_cannot_read_costs_itself():
    source = source_of_cells([TOTAL, "def doubled(:\n    pass"])
    assert set(names(source.code)) == {"total"}
    assert source.notes == ("cell 2, line 1: Python cannot read it (SyntaxError), so it is left out",)


def test_the_later_of_two_definitions_counts():
    assert names(source_of_cells([TOTAL, "def total(x):\n    return 7"]).code)["total"](3) == 7


def test_decorators_futures_and_multi_line_strings_stay_as_they_are():
    cells = [
        "import functools",
        "from __future__ import annotations\n@functools.cache\ndef total(x: Nowhere):\n    return '''\n%a\n'''",
    ]
    source = source_of_cells(cells)
    assert source.code.startswith(b"from __future__ import annotations\n")
    assert names(source.code)["total"](1) == "\n%a\n"
    assert source.notes == ()


@pytest.mark.parametrize("content", [b"{}", b'{"cells": 3, "nbformat": 4, "nbformat_minor": 5}', b"[1]"])
def test_what_is_no_notebook(content, tmp_path, course):
    with pytest.raises(NotebookError, match="it is no notebook that can be read"):
        source_of(content)
    (tmp_path / "ex01_sums.ipynb").write_bytes(content)
    with pytest.raises(SubmissionError, match=r"ex01_sums\.ipynb is no submission: it is no notebook that can be read"):
        read_submission(tmp_path / "ex01_sums.ipynb", course)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"\0\0", "it is empty"),
        (b'{"nbformat": 4,\n<<<<<<< HEAD\n', "it holds the marks of a merge conflict, line 2"),
        (b"<html></html>", "it is something else than its name says (a web page)"),
        (b"\xff\xfe", "it is saved as UTF-16, and Python reads UTF-8"),
        (b'{"nbformat": 4,\n\n"cells": [}', "it is no notebook that can be read (DecodeError, line 3)"),
    ],
)
def test_why_a_file_is_no_notebook(content, told):
    with pytest.raises(NotebookError) as error:
        source_of(content)
    assert str(error.value) == told


def test_notebooks_in_folders_archives_and_alone(tmp_path, course):
    content = notebook("%magic", TOTAL, DOUBLED)
    folder = tmp_path / "ben"
    folder.mkdir()
    (folder / "ex01_sums.ipynb").write_bytes(content)
    (folder / "homework.ipynb").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "ben.zip", "w") as archive:
        archive.writestr("deep/ex01_sums.ipynb", content)
    found = [read_submission(tmp_path / name, course) for name in ("ben", "ben.zip", "ben/homework.ipynb")]
    for submission in found:
        assert set(names(submission.files["ex01_sums.py"])) == {"total", "doubled"}
    assert found[1].notes == ("deep/ex01_sums.ipynb, cell 1: 1 magic or shell line is left out",)


def test_a_python_file_with_more_work_wins_over_a_notebook_of_its_name(tmp_path, course):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "ex01_sums.ipynb").write_bytes(notebook(TOTAL))
    (tmp_path / "ada" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    found = read_submission(tmp_path / "ada", course)
    assert found.files["ex01_sums.py"] == REFERENCE.encode()
    assert found.chosen == ("ex01_sums.ipynb is passed over, for ex01_sums.py has more work",)


def graded(path, course, *more):
    command = ["run", str(path), "--course", str(course.root), "--json", str(path.parent / "out.json"), *more]
    done = CliRunner().invoke(cli, command)
    result = json.loads((path.parent / "out.json").read_bytes())
    checks = [{**check, "seconds": 0} for one in result["exercises"] for check in one["checks"]]
    return done, result["points"], checks


def test_a_notebook_and_the_same_code_as_a_file_get_the_same_result(tmp_path, course):
    mean = "import torch\n\n\ndef total(x):\n    return x.mean()\n"
    (tmp_path / "ex01_sums.py").write_text(f"{mean}\n\n{DOUBLED}\n", encoding="utf-8")
    place = tmp_path / "notebook"
    place.mkdir()
    (place / "ex01_sums.ipynb").write_bytes(notebook(mean, "!ls", "total(torch.ones(3))", DOUBLED, "1 / 0"))
    by_file, by_notebook = graded(tmp_path / "ex01_sums.py", course), graded(place / "ex01_sums.ipynb", course)
    assert by_file[1:] == by_notebook[1:]
    assert by_notebook[1] == 5.0
    assert "note: ex01_sums.ipynb, cell 2: 1 magic or shell line is left out" in by_notebook[0].output


def test_a_batch_takes_notebooks(tmp_path, course):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.ipynb").write_bytes(notebook("import torch", TOTAL, DOUBLED))
    out = tmp_path / "out"
    command = ["batch", str(tmp_path / "class"), "--out", str(out), "--course", str(course.root), "--isolation", "best"]
    assert CliRunner().invoke(cli, command).exit_code == 0
    assert json.loads((out / "students" / "ada.json").read_bytes())["points"] == 10.0


def made(tmp_path, course, *more):
    return CliRunner().invoke(cli, ["notebook", "sums", "--course", str(course.root), *more], catch_exceptions=False)


def test_a_notebook_for_students(tmp_path, course, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert made(tmp_path, course).output == "ex01_sums.ipynb: 2 tasks\n"
    content = (tmp_path / "ex01_sums.ipynb").read_bytes()
    read = nbformat.reads(content.decode(), as_version=4)
    nbformat.validate(read)
    assert [(cell.cell_type, cell.source) for cell in read.cells] == [
        ("markdown", "# Sums"),
        ("markdown", "Sums."),
        ("code", "import torch\nfrom tensorgrade.notebook import check"),
        ("markdown", "## total\n\nReturn the sum of x as a 0-dim tensor.\n\n"
         "```python\n>>> total(torch.tensor([1.0, 2.0]))\ntensor(3.)\n```"),
        ("code", "def total(x):\n    raise NotImplementedError"),
        ("code", 'check("sums.total")'),
        ("markdown", "## doubled\n\nReturn x times two.\n\n"
         "```python\n>>> doubled(torch.tensor([1.0]))\ntensor([2.])\n```"),
        ("code", "def doubled(x, times=2):\n    raise NotImplementedError"),
        ("code", 'check("sums.doubled")'),
    ]  # fmt: skip
    assert made(tmp_path, course, "--out", "again.ipynb").exit_code == 0
    assert (tmp_path / "again.ipynb").read_bytes() == content
    assert (
        read_submission(tmp_path / "ex01_sums.ipynb", course).files["ex01_sums.py"].count(b"NotImplementedError") == 2
    )


def test_a_notebook_is_written_beside_the_stubs(tmp_path, course, monkeypatch):
    monkeypatch.chdir(course.root)
    assert made(tmp_path, course).output == "exercises/ex01_sums.ipynb: 2 tasks\n"
    assert (course.root / "exercises" / "ex01_sums.ipynb").is_file()


def test_a_notebook_that_is_there_stays(tmp_path, course, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ex01_sums.ipynb").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as told:
        made(tmp_path, course)
    there = "ex01_sums.ipynb is there already, with what you wrote in it: open it, or name another with --out"
    assert str(told.value) == there
    assert (tmp_path / "ex01_sums.ipynb").read_text(encoding="utf-8") == "mine"


def cells(*sources, **more):
    listed = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "cells": listed, **more}).encode()


@pytest.mark.parametrize(
    "content",
    [
        cells(3), cells(["x", ["y"]]), cells(None), cells("\ud800"), b"[" * 100_000, b"{" + b'"a":{' * 100_000,
        b'{"nbformat": 4, "cells": [], "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"nbformat": ' + b"9" * 5_000 + b"}",
        cells(x=float("nan")), b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\xff"}]}', b'{"cells": []}',
    ],
)  # fmt: skip
def test_a_document_that_is_no_notebook_is_one_fragment(content):
    with pytest.raises(
        NotebookError, match=r"^it is (no notebook that can be read \(\w+Error(, line \d+)?\)|not saved as UTF-8.*)$"
    ):
        source_of(content)


def test_only_the_source_of_cells_is_read():
    content = cells([TOTAL[:5], TOTAL[5:]], metadata={"x": [10**3_000, {}]}, nbformat_minor="?", cells_=3)
    twice = content.replace(b'"nbformat": 4', b'"nbformat": 3, "nbformat": 4')
    assert set(names(source_of(twice).code)) == {"total"}
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": TOTAL}]}]}
    assert set(names(source_of(json.dumps(old).encode()).code)) == {"total"}


def test_more_code_than_a_file_may_have():
    with pytest.raises(NotebookError, match=r"^its cells hold more than 1 MiB of code$"):
        source_of(cells(*["#" * (1 << 19)] * 3))


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_other_ends_of_lines(end):
    source = source_of_cells([f"import math{end}def total(x):{end}    return math.pi{end}SIZE = ({end}    3){end}"])
    assert set(names(source.code)) == {"math", "total", "SIZE"}


def test_a_long_sum_is_kept():
    long = " + ".join(["1"] * 500)
    source = source_of_cells([TOTAL, f"x = {long}", f"y = 1; z = {long}", f"y = (\n{long})"])
    assert names(source.code)["x"] == 500
    assert names(source.code)["z"] == 500
    assert source.notes == ()


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        (" " * 300_000 + "x\n)", ", line 1: Python cannot read it (IndentationError)"),
        ("a" * 300_000 + ",\n)", ", line 2: Python cannot read it (SyntaxError)"),
        ("x, " * 90_000 + "\n)", ": it has more than 100000 words and signs"),
        ("x = " + "-" * 5_000 + "1", ": it nests more than 1000 deep"),
        ("x = '\ud800'", ": Python cannot read it (UnicodeEncodeError)"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_costs_itself_and_no_time(cell, note):
    source = source_of_cells([cell, TOTAL])
    assert source.notes == (f"cell 1{note}, so it is left out",)
    assert set(names(source.code)) == {"total"}


def test_only_the_first_notes_are_told():
    notes = source_of_cells(["def ("] * 30).notes
    assert (len(notes), notes[-1]) == (21, "and 10 more cells of which something is left out")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("%time", True), ("  !ls", True), ("?x", True), ("x?", True), ("x?? ", True), ("a, b = !ls", True),
        ("a.b = %x", True),
        ("= !ls", False), ("a[0] = !ls", False), ("x = 1", False), ("x % y", False), ("", False), ("x != !y", False),
    ],
)  # fmt: skip
def test_lines_that_only_ipython_understands(line, is_one):
    assert is_magic(line) == is_one
