"""A line of a failing function that is worth a look is pointed at: a value that is not kept, a slip, dead code."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import CASE, differing, raised, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.diagnoses import missing_exception
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.noticed import notice
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.values import NoneValue, RaisedValue

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


SLIPS = {
    "a method without parentheses": (
        "loss.backward",
        "ex01_sums.py, line 3 names `loss.backward` and does not call it. Write `loss.backward()`.",
    ),
    "one that works in place": (
        "x.grad.zero_",
        "ex01_sums.py, line 3 names `x.grad.zero_` and does not call it. Write `x.grad.zero_()`.",
    ),
    "dead code": (
        "return x\n    optimizer.step()",
        "ex01_sums.py, line 4 is never reached: it stands behind `return x`. Keep them.",
    ),
    "dead code in a loop": (
        "for y in x:\n        break\n        total += y",
        "ex01_sums.py, line 5 is never reached: it stands behind `break`. Keep them.",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_before_the_remedy(tmp_path, name):
    lines, told = SLIPS[name]
    known = {"total": replace(KNOWN, remedy="Keep them." if "dead" in name else "")}
    found = noticed(tmp_path, f"def total(x):\n    loss = x\n    {lines}\n    return x\n", "total", recognised=known)
    assert diagnose(WRONG, found["total"]).remedy == told


@pytest.mark.parametrize(
    "lines",
    [
        "x.shape",
        "x.__class__",
        "return x\n    raise NotImplementedError",
        "raise ValueError\n    'text'",
        "if x:\n        return x\n    x += 1",
        "return ValueError",
    ],
)
def test_what_is_no_slip(tmp_path, lines):
    assert noticed(tmp_path, f"def total(x):\n    {lines}\n", "total") == {}


ASKED = RaisedValue(("builtins.ValueError", "builtins.Exception"), "no")
QUIET = differing(ASKED, RaisedValue((), ""))


def noticed_of(tmp_path, symptom, source, recognised=UNNAMED):
    """What is told of a failing case of `total`."""
    exercise = read_course(write(tmp_path)).exercises[0]
    judged = [Judged((CASE,), "failed", (symptom,), 0.0)]
    named = notice(exercise, judged, {CASE.id: recognised}, source.encode(), lambda place: place)
    return diagnose(symptom, named.get(CASE.id, recognised))


@pytest.mark.parametrize(("written", "meant"), [("ValueError('no')", "ValueError('no')"), ("ValueError", "ValueError")])
def test_an_exception_that_is_returned_is_the_cause(tmp_path, written, meant):
    told = noticed_of(tmp_path, QUIET, f"def total(x):\n    if x:\n        return {written}\n    return x\n", KNOWN)
    assert told.name == "missing-exception"
    assert told.cause == "ex01_sums.py, line 3 returns the ValueError and does not raise it."
    assert told.remedy == f"Write `raise` in place of `return`: `raise {meant}`."


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("x + 1", True),
        ("return", True),
        ("def inner():\n        return x\n    inner()", True),
        ("return None", False),
        ("yield x", False),
    ],
)
def test_a_function_without_a_return_is_the_cause_of_a_result_that_is_none(tmp_path, body, is_told):
    nothing = differing(tensor([1.0]), NoneValue())
    told = noticed_of(tmp_path, nothing, f"def total(x):\n    {body}\n")
    assert told.name == "missing-return"
    cause = "ex01_sums.py, line 1 begins `total`, in which no line is a `return` with a value."
    assert (told.cause == cause) is is_told


def test_another_exception_that_is_returned_is_no_cause(tmp_path):
    told = noticed_of(tmp_path, QUIET, "def total(x):\n    return IndexError('no')\n")
    assert told.cause == missing_exception.CAUSE


MOVES = """
def total(x, device):
    if isinstance(x, dict):
        return {k: total(v, device) for k, v in x.items()}
    if isinstance(x, tuple):
        return tuple(total(CALL) for part in x)
    return x
"""


def endless(*lines):
    """A case that Python gave up, with the student's lines."""
    places = [Place("ex01_sums.py", line, "total", "") for line in lines]
    return raised("RecursionError", "maximum recursion depth exceeded", *places)


def test_a_call_that_goes_on_with_the_same_is_the_cause(tmp_path):
    told = noticed_of(tmp_path, endless(4, 6, 6, 6, 3), MOVES.replace("CALL", "x, device"), KNOWN)
    assert (told.name, told.place and told.place.line) == ("raised", 6)
    assert told.cause == "ex01_sums.py, line 6 calls `total` with the same `x` again, and so without end."
    assert told.remedy == "Give it the part `part` in place of `x`: `total(part, device)`."
    told = noticed_of(tmp_path, endless(3, 3), "\n\ndef total(x): return total(x) + 1\n")
    assert told.remedy == "Give `total` a smaller part of what it was given."


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        ("part, device", (6, 6)),  # strings in it may be taken apart without end
        ("x[1:], device", (6, 6)),
        ("x, part", (6, 6)),
        ("x, device", (6, 4, 6)),
        ("x, device", (6, 3, 7)),
    ],
)
def test_a_call_that_may_end_is_none(tmp_path, call, lines):
    told = noticed_of(tmp_path, endless(*lines), MOVES.replace("CALL", call), KNOWN)
    assert told.cause == KNOWN.cause


CHANGING = Named("nondeterministic")
A_DEFAULT = (
    "changes `seen`, a default argument, which is made once and lives from call to call. Make it anew in each call: "
    "`seen=None`, and then `seen = ...`."
)
OUTSIDE = (
    "changes `{}`, which lives outside of the function, from call to call. Take what has to be known of earlier calls "
    "from the arguments, and keep nothing between calls."
)
A_CACHE = (
    "keeps results from call to call: `functools.lru_cache(None)`. Leave it out: the same object may hold other "
    "numbers at the next call."
)
# A source, and what is told of which line of it.
KEPT = {
    "def total(x, seen=[]):\n    seen.append(x)\n    return x\n": (2, A_DEFAULT),
    "def total(x, *, seen=dict()):\n    seen['x'] = x\n    return x\n": (2, A_DEFAULT),
    "def total(x):\n    global COUNT\n    COUNT += 1\n    return x\n": (3, OUTSIDE.format("COUNT")),
    "def total(x):\n    STATE['m'] = x\n    return x\n": (2, OUTSIDE.format("STATE")),
    "def total(x):\n    total.calls += 1\n    return x\n": (2, OUTSIDE.format("total")),
    "@functools.lru_cache(None)\ndef total(x):\n    return x\n": (1, A_CACHE),
}


@pytest.mark.parametrize("source", KEPT)
def test_what_is_left_for_the_next_call_is_pointed_at_where_results_change(tmp_path, source):
    line, told = KEPT[source]
    assert noticed_of(tmp_path, WRONG, source, CHANGING).remedy == f"ex01_sums.py, line {line} {told}"
    assert noticed_of(tmp_path, WRONG, source, KNOWN).remedy == "Keep them."


@pytest.mark.parametrize(
    "lines",
    [
        "seen = []\n    seen.append(x)",
        "x['a'] = 1",
        "for part in x:\n        part.grad = None",
        "COUNT = 1",
        "import torch\n    torch.backends.flag = True",
        "print(STATE['m'])",
    ],
)
def test_what_ends_with_the_call_is_not_left_behind(tmp_path, lines):
    source = f"def total(x, y=1):\n    {lines}\n    return x\n"
    assert "line " not in noticed_of(tmp_path, WRONG, source, CHANGING).remedy


@pytest.mark.parametrize(("strict", "is_told"), [("False", True), ("0", True), ("True", False), ("flag", False)])
def test_a_load_that_is_not_strict_is_pointed_at(tmp_path, strict, is_told):
    source = f"def total(x):\n    x.load_state_dict(y, strict={strict})\n    return x\n"
    told = noticed_of(tmp_path, WRONG, source, replace(KNOWN, remedy=""))
    words = (
        f"ex01_sums.py, line 2 loads with `strict={strict}`, which passes over names that do not fit. Leave that out: "
    )
    assert (words in told.remedy) == is_told


ELSEWHERE = differing(tensor([1.0], device="sim:0"), tensor([1.0]))
MET = raised("RuntimeError", "Expected all tensors to be on the same device, but found at least two devices")


@pytest.mark.parametrize(
    ("symptom", "line", "device"),
    [
        (ELSEWHERE, "x.to(best_device())", "best_device()"),
        (ELSEWHERE, "torch.ones(3, device=best_device())", "best_device()"),
        (MET, "x.to(device=best_device())", "best_device()"),
        (MET, "x.to(device)", ""),
        (MET, "x.to(device_of(x))", ""),
        (WRONG, "x.to(best_device())", ""),
    ],
)
def test_a_device_that_the_machine_chooses_is_pointed_at(tmp_path, symptom, line, device):
    source = f"def total(x):\n    x = {line}\n    return x\n"
    told = noticed_of(tmp_path, symptom, source)
    words = f"ex01_sums.py, line 2 moves to `{device}`, whatever device the arguments are on or name. "
    assert told.remedy.startswith(words) == bool(device)


GRAPH = differing(tensor([1.0], requires_grad=True), tensor([1.0]))


def cut(tmp_path, *lines, symptom=GRAPH, recognised=None):
    """What is told of a result that came without its graph."""
    exercise = read_course(write(tmp_path)).exercises[0]
    source = "\n    ".join(["def total(x):", *lines])
    case = msgspec.structs.replace(CASE, function="total")
    judged = [Judged((case,), "failed", (replace(symptom, case=case),), 0.0)]
    return notice(exercise, judged, recognised or {}, source.encode(), lambda place: place).get(case.id, UNNAMED)


@pytest.mark.parametrize(
    "line",
    [
        "x.item()",
        "x.detach().sum()",
        "x.data.sum()",
        "float(x)",
        "(x > 0).float().sum()",
        "x.argmax()",
        "torch.tensor([row for row in x])",
        "torch.tensor([row.item() for row in x])",
    ],
)
def test_the_only_line_that_cuts_a_graph_is_the_cause(tmp_path, line):
    told = cut(tmp_path, f"total = {line}", "return total", symptom=GRAPH)
    assert told.diagnosis == "missing-gradient"
    assert told.cause.startswith("ex01_sums.py, line 2 takes a value out of the graph")


def test_recording_that_is_off_cuts_a_graph(tmp_path):
    assert "torch.no_grad()" in cut(tmp_path, "with torch.no_grad():", "    return x.sum()").cause


@pytest.mark.parametrize(
    "lines",
    [
        ["y = x.detach()", "return y + float(x)"],  # either may be it
        ["count = x.sum().item()", "return (x > 0).float() / count"],
        ["return torch.tensor(3.0) * self.data"],
        ["return x.sum()"],
    ],
)
def test_of_several_lines_that_cut_a_graph_or_of_none_nothing_is_said(tmp_path, lines):
    assert cut(tmp_path, *lines) == UNNAMED


def test_a_line_that_cuts_a_graph_is_no_cause_of_anything_else(tmp_path):
    assert cut(tmp_path, "return x.item()", symptom=WRONG) == UNNAMED
    known = {CASE.id: Named("missing-gradient", "The scores are read as numbers.")}
    assert cut(tmp_path, "return x.item()", recognised=known) == UNNAMED
