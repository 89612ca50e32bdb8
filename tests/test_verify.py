"""`grade verify` passes a sound course and fails a broken one, naming the cause."""

import pytest
from tiny_course import ALTERNATIVE, CHECKS, MISTAKE, REFERENCE, STUB, write

from tensorgrade.commands.verify import verify_course
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.proof import verify

pytestmark = pytest.mark.worker


def problems(root):
    return verify(read_course(root), (), 0).problems


def test_a_sound_course(tmp_path, capsys):
    assert verify_course(write(tmp_path), (), 0) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "alternatives with full points │ 1 │ 1" in lines
    assert "mistakes caught │ 1 │ 1" in lines
    assert "mistakes named right first │ 1 │ 1" in lines
    assert "false accusations │ 0 │ 0" in lines
    assert lines[-1] == "1 exercise verified, no problem found"


@pytest.mark.parametrize(
    ("part", "text", "problem"),
    [
        (
            "reference",
            REFERENCE.replace("x.sum()", "x.summ()"),
            "seed 0: sums/total[draw0]: the reference did not complete (raised): "
            "AttributeError: 'Tensor' object has no attribute 'summ'",
        ),
        (
            "reference",
            REFERENCE.replace("x.sum()", "x.sum() + 1"),
            "ex01_sums.py: the example of total gives something else",
        ),
        (
            "reference",
            REFERENCE.replace("import torch", "import os\n\nimport torch").replace(
                "x.sum()", "x.sum() * os.urandom(1)[0]"
            ),
            "sums, seed 0: the reference does not get the points of total when it is run again",
        ),
        (
            "stub",
            STUB.replace("raise NotImplementedError", "return x.sum()", 1),
            "sums: the stub passes the check total",
        ),
        (
            "checks",
            CHECKS.replace('observe("result", subject.total(torch.randn(4)))', "subject.total(torch.randn(4))"),
            "sums: return None passes the check total",
        ),
        (
            "checks",
            CHECKS.replace("subject.total(torch.randn(4))", "subject.total(torch.tensor(3.0))"),
            "sums: return the first argument passes the check total",
        ),
        ("mistake", MISTAKE.replace("x.mean()", "x.sum()"), "sums/mean: no check catches this mistake (wrong-values)"),
        (
            "alternative",
            ALTERNATIVE.replace('"i->", x', '"i->", 2 * x'),
            "sums/einsum: this right answer does not get the points of total",
        ),
    ],
)
def test_a_broken_course(tmp_path, part, text, problem):
    found = problems(write(tmp_path, **{part: text}))
    assert any(told.startswith(problem) for told in found), found


def test_a_mistake_with_another_name_is_told(tmp_path):
    verdict = verify(read_course(write(tmp_path, mistake=MISTAKE.replace("wrong-values", "batch-mean"))), (), 0)
    assert (verdict.caught, verdict.named, verdict.named_by_others) == (1, 1, 0)


def test_an_accusation_of_another_function_is_told(tmp_path, capsys):
    leaking = MISTAKE.replace("def total", "import torch\n\ntorch.set_default_dtype(torch.float64)\n\n\ndef total")
    root = write(tmp_path, mistake=leaking)
    verdict = verify(read_course(root), (), 0)
    assert verdict.accusations == verdict.problems == ["sums/mean: doubled is accused by doubled"]
    assert verify_course(root, (), 0) == 1
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "false accusations │ 1 │ 0" in lines
    assert "sums/mean: doubled is accused by doubled" in lines


def test_what_a_mistake_patched_is_put_back_and_accuses_nobody(tmp_path):
    patching = MISTAKE.replace(
        "return x.mean()", "import ex01_sums\n\n    type(x).__mul__ = lambda a, b: a\n    return x.mean()"
    )
    verdict = verify(read_course(write(tmp_path, mistake=patching)), (), 0)
    assert (verdict.problems, verdict.accusations, verdict.caught) == ([], [], 1)


def test_checks_that_cannot_be_collected(tmp_path):
    with pytest.raises(CourseError) as raised:
        problems(write(tmp_path, checks="import nowhere_to_be_found\n"))
    assert "the checks cannot be collected: exercises/checks/test_sums.py: " in str(raised.value)
    assert "No module named 'nowhere_to_be_found'" in str(raised.value)


def test_pairs_that_no_check_separates(tmp_path):
    root = write(tmp_path)
    twin = MISTAKE.replace("wrong-values", "batch-mean").replace("x.mean()", "x.sum() / len(x)")
    (root / "solutions/mistakes/sums/twin.py").write_text(twin)
    verdict = verify(read_course(root), (), 0)
    assert verdict.inseparable == ["sums/mean (wrong-values) and sums/twin (batch-mean)"]
