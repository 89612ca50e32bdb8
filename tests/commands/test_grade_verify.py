"""`grade verify` passes a sound course and fails a broken one, naming the cause."""

import contextlib
import io

import pytest
from tiny_course import ALTERNATIVE, CHECKS, MISTAKE, REFERENCE, STUB, write

from tensorgrade.commands import verify as command
from tensorgrade.commands.verify import verify_course
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.proof import verify

pytestmark = [pytest.mark.worker, pytest.mark.slow]


def problems(root):
    return verify(read_course(root), (), 0).problems


def test_a_sound_course(tmp_path, capsys):
    assert verify_course(read_course(write(tmp_path)), (), 0) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "alternatives with full points │ 1 │ 1" in lines
    assert "mistakes caught │ 1 │ 1" in lines
    assert "mistakes named right first │ 1 │ 1" in lines
    assert "false accusations │ 0 │ 0" in lines
    assert lines[-1] == "1 exercise verified, no problem found"


BROKEN = {
    "raising": (
        {"reference": REFERENCE.replace("x.sum()", "x.summ()")},
        "seed 0: raising/total[draw0]: the reference did not complete (raised): "
        "AttributeError: 'Tensor' object has no attribute 'summ'",
    ),
    "promising": (
        {"reference": REFERENCE.replace("x.sum()", "x.sum() + 1")},
        "ex02_promising.py: the example of total gives something else",
    ),
    "moody": (
        {
            "reference": REFERENCE.replace("import torch", "import os\n\nimport torch").replace(
                "x.sum()", "x.sum() * os.urandom(1)[0]"
            )
        },
        "moody, seed 0: the reference does not get the points of total when it is run again",
    ),
    "solved": (
        {"stub": STUB.replace("raise NotImplementedError", "return x.sum()", 1)},
        "solved: the stub passes the check total",
    ),
    "blind": (
        {"checks": CHECKS.replace('observe("result", subject.total(torch.randn(4)))', "subject.total(torch.randn(4))")},
        "blind: return None passes the check total",
    ),
    "easy": (
        {"checks": CHECKS.replace("subject.total(torch.randn(4))", "subject.total(torch.tensor(3.0))")},
        "easy: return the first argument passes the check total",
    ),
    "lenient": (
        {"mistake": MISTAKE.replace("x.mean()", "x.sum()")},
        "lenient.total.mean: no check catches this mistake (wrong-values)",
    ),
    "strict": (
        {"alternative": ALTERNATIVE.replace('"i->", x', '"i->", 2 * x')},
        "strict/einsum: this right answer does not get the points of total",
    ),
}


@pytest.fixture(scope="module")
def told_of_broken(tmp_path_factory):
    """What is told of a course in which each exercise is broken in its own way."""
    root = tmp_path_factory.mktemp("broken")
    for number, (slug, (parts, _)) in enumerate(BROKEN.items(), 1):
        write(root, slug, number, **parts)
    return problems(root)


@pytest.mark.parametrize("slug", BROKEN)
def test_a_broken_exercise(told_of_broken, slug):
    own = [problem for problem in told_of_broken if slug in problem]
    assert any(problem.startswith(BROKEN[slug][1]) for problem in own), told_of_broken


ODD_MISTAKES = {
    "renamed": MISTAKE.replace("wrong-values", "batch-mean"),
    "leaking": MISTAKE.replace("def mean(x)", "def mean(x, dtype=torch.set_default_dtype(torch.float64))"),
    "patching": MISTAKE.replace(
        "return x.mean()", "import ex03_patching\n\n    type(x).__mul__ = lambda a, b: a\n    return x.mean()"
    ),
}


@pytest.fixture(scope="module")
def told_of_odd_mistakes(tmp_path_factory):
    """What is proved and printed of a course in which each exercise has an odd mistake, and the status."""
    root, proofs, printed = tmp_path_factory.mktemp("odd"), [], io.StringIO()
    for number, (slug, mistake) in enumerate(ODD_MISTAKES.items(), 1):
        write(root, slug, number, mistake=mistake)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setattr(command, "verify", lambda *asked: proofs.append(verify(*asked)) or proofs[-1])
        status = verify_course(read_course(root), (), 0)
    return proofs[0], [" ".join(line.split()) for line in printed.getvalue().splitlines()], status


def test_a_mistake_with_another_name_is_told(told_of_odd_mistakes):
    proof, _, _ = told_of_odd_mistakes
    assert (proof.caught, proof.named) == (3, 3)


def test_an_accusation_of_another_function_is_told(told_of_odd_mistakes):
    proof, lines, status = told_of_odd_mistakes
    assert proof.accusations == proof.problems == ["leaking.total.mean: doubled is accused by doubled"]
    assert "false accusations │ 1 │ 0" in lines
    assert "leaking.total.mean: doubled is accused by doubled" in lines
    assert status == 1


def test_what_a_mistake_patched_is_put_back_and_accuses_nobody(told_of_odd_mistakes):
    proof, _, _ = told_of_odd_mistakes
    assert not [told for told in (*proof.problems, *proof.accusations) if "patching" in told]


def test_checks_that_cannot_be_collected(tmp_path):
    with pytest.raises(CourseError) as raised:
        problems(write(tmp_path, checks="import nowhere_to_be_found\n"))
    assert "the checks cannot be collected: exercises/checks/test_sums.py: " in str(raised.value)
    assert "No module named 'nowhere_to_be_found'" in str(raised.value)
