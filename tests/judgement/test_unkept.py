"""A line of a failing function that computes something and does not keep it is pointed at."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import CASE, differing, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.unkept import notice

WRONG = differing(tensor([1.0]), tensor([2.0]))
KNOWN = Named("wrong-shape", "The rows are cut.", "Keep them.")


def noticed(tmp_path, source, *functions, recognised=None):
    """What is noticed in failing functions, by function."""
    exercise = read_course(write(tmp_path)).exercises[0]
    cases = [msgspec.structs.replace(CASE, id=name, function=name) for name in functions]
    judged = [Judged((case,), "failed", (replace(WRONG, case=case),), 0.0) for case in cases]
    return notice(exercise, judged, recognised or {}, source.encode(), lambda place: place)


@pytest.mark.parametrize(
    "line",
    [
        "x.relu()",
        "x.to(device)",
        "torch.abs(x)",
        "x[0].view(-1)",
        "F.softmax(x, dim=1)",
        "x.sum().item()",
        "torch.log(x)",
    ],
)
def test_a_value_that_is_not_kept_is_noticed(tmp_path, line):
    found = noticed(tmp_path, f"def total(x):\n    {line}\n    return x\n", "total")
    told = f"ex01_sums.py, line 2 computes something and does not keep it: `{line}`."
    assert found == {"total": replace(UNNAMED, notice=told)}


@pytest.mark.parametrize(
    "line",
    [
        "x.relu_()",
        "model.to(device)",
        "model.float()",
        "loss.backward()",
        "torch.abs(x, out=y)",
        "torch.manual_seed(3)",
        "logger.log(3)",
        "print(x.sum())",
        "y = x.relu()",
        "total(x)",
        "items.append(x)",
    ],
)
def test_a_call_that_changes_something_is_none(tmp_path, line):
    assert noticed(tmp_path, f"def total(x):\n    {line}\n    return x\n", "total") == {}


NET = """
class total(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc, self.count = nn.Linear(2, 2), 0
        self.relu = nn.ReLU()
        self.start()

    def start(self):
        self.count = 1

    def forward(self, x):
        x = self.fc(x)
        self.relu(x)
        x.abs()
        return x
"""


def test_of_a_class_its_layers_are_known_and_the_first_line_is_told(tmp_path):
    (found,) = noticed(tmp_path, NET, "total").values()
    assert found.notice == "ex01_sums.py, line 14 computes something and does not keep it: `self.relu(x)`."


def test_only_what_fails_is_looked_at(tmp_path):
    source = "def total(x):\n    x.abs()\n\n\ndef doubled(x):\n    return x\n"
    assert noticed(tmp_path, source, "doubled") == {}
    assert noticed(tmp_path, "def total(x:\n    x.abs()\n", "total") == {}


def test_the_line_stands_before_the_remedy_and_the_cause_stays(tmp_path):
    found = noticed(tmp_path, "def total(x):\n    x.abs()\n", "total", recognised={"total": KNOWN})
    told = diagnose(WRONG, found["total"])
    assert told.cause == "The rows are cut."
    assert told.remedy == "ex01_sums.py, line 2 computes something and does not keep it: `x.abs()`. Keep them."
