"""`grade show`: what a tensor is, for an expression that runs in a worker, with the student's functions in reach."""

import re
import sys
from doctest import ELLIPSIS, OutputChecker

import numpy
import pytest
from tiny_course import REFERENCE, write

from tensorgrade.anatomy import shown_expression
from tensorgrade.commands.cli import main
from tensorgrade.execution.expression import show_in_worker
from tensorgrade.exits import InputError
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.notebook import CheckError
from tensorgrade.notebook import show as show_in_notebook
from tensorgrade.protocol.ladder import LADDER
from tensorgrade_reports.anatomy import lines_of

ON_A_PAGE = re.compile(r"```console\n\$ grade show '([^']*)'\n(.*?)```", re.DOTALL)

COLUMN = """\
x[:, 1]
  shape           (2,)
  dtype           torch.int64
  device          cpu
  values          1, 4
  strides         (3,)
  is_contiguous   False
  storage         6 elements, 48 bytes; the tensor starts at element 1
                  elements shown: . 1 . . 4 .
                  in order:       1 4
  shares it with  torch.arange(6), shape (6,), strides (1,)
                  x, shape (2, 3), strides (3, 1)
  requires_grad   False
  graph           none: no gradient flows back from here
"""
MEAN = """\
(y * y).mean()
  shape           ()
  dtype           torch.float32
  device          cpu
  values          4
  strides         ()
  is_contiguous   True
  storage         1 element, 4 bytes; the tensor starts at element 0
                  elements shown: 0
                  in order:       0
  shares it with  no other tensor of the expression
  requires_grad   True
  graph           MeanBackward0
                    MulBackward0  saved other: y, shape (3,); self: y, shape (3,)
                      MulBackward0  saved other: shape ()
                        AccumulateGrad  fills .grad of the leaf w, shape (3,)
                      MulBackward0  saved other: shape ()
                        AccumulateGrad  fills .grad of the leaf w, shape (3,)
"""


def told(expression, **names):
    import torch

    return "\n".join(lines_of(shown_expression(expression, {"torch": torch, **names}))) + "\n"


def part(text, label):
    """The lines that stand beside a label."""
    _, _, rest = text.partition(f"  {label}")
    lines = rest.splitlines()
    return [lines[0].strip(), *(line.strip() for line in lines[1:] if line.startswith(" " * 18))]


def test_a_view_shows_some_elements_of_a_storage_that_others_share():
    assert told("x = torch.arange(6).view(2, 3); x[:, 1]") == COLUMN


def test_a_graph_is_told_from_the_result_to_its_leaves():
    assert told("w = torch.ones(3, requires_grad=True); y = w * 2; (y * y).mean()") == MEAN


def test_a_copy_shares_its_storage_with_nobody():
    assert part(told("torch.arange(6).view(2, 3).t().contiguous()"), "shares it with")[0] == (
        "no other tensor of the expression"
    )


def test_what_backward_freed_is_told():
    text = told("w = torch.ones(2, requires_grad=True); y = (w ** 2).sum(); y.backward(); y")
    assert "PowBackward0  saved self: freed" in text


def test_each_tensor_of_a_list_is_told_and_what_holds_none_is_named():
    text = told("x = torch.arange(4); [x[:2], {'rest': x[2:]}]")
    assert [line.split("  ")[0] for line in text.splitlines() if line and not line.startswith(" ")] == [
        "[x[:2], {'rest': x[2:]}][0]",
        "[x[:2], {'rest': x[2:]}][1]['rest']",
    ]
    assert told("torch.ones(2).sum().item()") == "The result holds no tensor.\n  float: 2.0\n"


def test_a_large_tensor_is_cut_and_a_sparse_one_has_no_strides():
    assert part(told("torch.arange(600).view(60, 10)"), "storage")[-1] == "..."
    assert "strides" not in told("torch.eye(2).to_sparse()")


def test_a_tensor_of_the_session_is_shown_in_a_notebook(monkeypatch):
    import torch

    x = torch.arange(6).view(2, 3)
    assert repr(show_in_notebook(x.t())).startswith("the tensor\n  shape           (3, 2)\n")
    monkeypatch.setattr("tensorgrade.notebook.session", lambda: type("Session", (), {"user_ns": {"x": x}}))
    assert part(repr(show_in_notebook("x[:, 1]")), "shares it with")[0] == "x, shape (2, 3), strides (3, 1)"
    with pytest.raises(CheckError, match=r"^the expression cannot be shown: the last statement must be an expression"):
        show_in_notebook("y = x")


def test_pages_of_diagnoses_show_what_the_command_prints():
    blocks = [block for name in LADDER for block in ON_A_PAGE.findall(entry(name).page)]
    assert len(blocks) >= 8
    for expression, printed in blocks:
        assert OutputChecker().check_output(printed, told(expression, np=numpy), ELLIPSIS), told(expression, np=numpy)


def run(words, monkeypatch, capsys):
    """Run `grade show`; return its exit status and what it printed."""
    monkeypatch.setattr(sys, "argv", ["grade", "show", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, *capsys.readouterr()


@pytest.mark.worker
def test_an_expression_may_call_the_students_functions(tmp_path, monkeypatch, capsys):
    root = write(tmp_path / "course")
    (root / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    monkeypatch.chdir(root)
    expression = "x = torch.ones(4, requires_grad=True); sums.doubled(x) + total(x)"
    status, out, _ = run([expression], monkeypatch, capsys)
    assert status == 0
    assert part(out, "graph")[:2] == ["AddBackward0", "MulBackward0  saved other: shape ()"]


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("row(1, 0)", "the expression raises NameError: name 'missing' is not defined (ex02_indexing.py, line 2)"),
        ("indexing.column(1, 0)", "the expression calls a function that is not written yet"),
        ("x = 1", "the last statement must be an expression, such as x.t()"),
        ("import os; os._exit(3)", "the expression ended: the process exited with status 3"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(launcher, expression, sentence):
    source = b"def row(x, i):\n    return missing\n\ndef column(x, j):\n    raise NotImplementedError\n"
    with pytest.raises(InputError, match=f"^{re.escape(sentence)}$"):
        show_in_worker(launcher, {"ex02_indexing.py": source}, expression, ["indexing"])


def test_a_file_that_cannot_be_imported_is_named(launcher):
    with pytest.raises(InputError, match=r"^the file of indexing cannot be imported; grade run --exercise indexing "):
        show_in_worker(launcher, {"ex02_indexing.py": b"def row(:"}, "row(1, 0)", ["indexing"])


def test_what_python_cannot_read_starts_no_worker(monkeypatch, capsys):
    told = "grade: the expression cannot be shown: Python cannot read it (SyntaxError)\n"
    assert run(["x["], monkeypatch, capsys) == (2, "", told)
