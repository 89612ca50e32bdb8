"""The small parts of a worker: state, patches, subject, failures, recorder, network, what a case is called."""

import copy
import json
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import pytest
import torch

from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.values import FlagValue, NumberValue, RaisedValue, TextValue
from tensorgrade.python_source import Parameter
from tensorgrade.worker import failures, state
from tensorgrade.worker.brief import brief, describe_call
from tensorgrade.worker.context import ending_of
from tensorgrade.worker.encode import Encoder
from tensorgrade.worker.patches import Namespaces
from tensorgrade.worker.probes.inputs import difference
from tensorgrade.worker.recorder import Observe
from tensorgrade.worker.subject import (
    Definitions,
    MissingDefinitionError,
    WrongSignatureError,
    check_signature,
    load_module,
)
from tensorgrade.worker.timer import OutOfTimeError


@pytest.fixture
def kept():
    """Global state that is put back, whatever a test does."""
    with warnings.catch_warnings():
        before = state.capture()
        yield before
        state.restore(before)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: torch.set_grad_enabled(False), "gradient mode: True before the call, False after"),
        (
            lambda: torch.set_default_dtype(torch.float64),
            "default dtype: torch.float32 before the call, torch.float64 after",
        ),
        (lambda: torch.autograd.set_detect_anomaly(True), "anomaly mode: False before the call, True after"),
        (lambda: torch.manual_seed(torch.initial_seed() + 1), "seed"),
        (lambda: torch.set_default_device("meta"), "default device: cpu before the call, meta after"),
    ],
)  # fmt: skip
def test_global_state_is_noticed_and_put_back(kept, change, told):
    change()
    assert state.changes(kept) == (told,)
    state.restore(kept)
    assert [one for one in state.changes(kept) if one != "seed"] == []


def test_environment_folder_and_streams_are_put_back(kept, tmp_path, monkeypatch):
    import os

    monkeypatch.setenv("KEPT", "1")
    before = state.capture()
    os.environ["MORE"] = "1"
    del os.environ["KEPT"]
    os.chdir(tmp_path)
    sys.stdout = None
    sys.setrecursionlimit(5000)
    state.restore(before)
    assert (os.environ.get("KEPT"), "MORE" in os.environ) == ("1", False)
    assert os.getcwd() == before.folder
    assert sys.stdout is before.streams[0]
    assert sys.getrecursionlimit() == before.recursion_limit


def test_equal_seeds_give_equal_draws():
    draws = []
    for _ in range(2):
        state.seed_generators(5)
        draws.append((torch.rand(1).item(), np.random.rand()))
    assert draws[0] == draws[1]


def test_patches_are_undone():
    before = torch.allclose, torch.Tensor.__eq__, torch.Tensor.backward
    namespaces = Namespaces()
    torch.allclose = lambda *args: True
    torch.Tensor.__eq__ = lambda self, other: True
    torch.Tensor.mine = 1
    del torch.Tensor.backward
    try:
        namespaces.restore()
        assert torch.allclose is before[0] and torch.Tensor.__eq__ is before[1] and not hasattr(torch.Tensor, "mine")
        assert torch.Tensor.backward is before[2]
    finally:
        torch.allclose, torch.Tensor.__eq__ = before[:2]


def test_what_copying_notes_on_a_class_stays_there():
    """Each change of a class makes torch look its methods up anew."""
    if hasattr(torch.Tensor, "__slotnames__"):
        del torch.Tensor.__slotnames__
    namespaces = Namespaces()
    copy.copy(torch.ones(1))
    noted = torch.Tensor.__slotnames__
    namespaces.restore()
    assert torch.Tensor.__slotnames__ is noted


def subject_of(tmp_path, source, **signatures):
    path = tmp_path / "ex77_made.py"
    path.write_text(source, encoding="utf-8")
    return Definitions([load_module(path)], (), signatures or {"total": (Parameter("x", False),)})


def test_a_subject_gives_definitions_and_notes_calls(tmp_path):
    subject = subject_of(tmp_path, "def total(x):\n    return 7\n")
    assert subject.total(torch.ones(2)) == 7
    assert subject.calls == ["total(float32 tensor of shape (2,))"]
    with pytest.raises(MissingDefinitionError, match="the file defines no totl; it defines total"):
        _ = subject.totl


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("total = 3", "total is not a function but a value of type int"),
        ("def total(): pass", "total(x, times=...) is asked for, total() was found: too many positional arguments"),
        (
            "def total(x): pass",
            "total(x, times=...) is asked for, total(x) was found: got an unexpected keyword argument 'times'",
        ),
    ],
)  # fmt: skip
def test_wrong_signatures(tmp_path, source, sentence):
    subject = subject_of(tmp_path, source, total=(Parameter("x", False), Parameter("times", True)))
    with pytest.raises(WrongSignatureError) as told:
        _ = subject.total
    assert str(told.value) == sentence


@pytest.mark.parametrize(
    "source",
    ["def f(other, times=3): pass", "def f(*args, **more): pass", "class f:\n    def __init__(self, x, times=1): pass"],
)
def test_other_right_signatures(source):
    space: dict[str, object] = {}
    exec(source, space)
    check_signature("f", space["f"], (Parameter("x", False), Parameter("times", True)))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (torch.tensor(2.0), "tensor(2)"), (torch.ones(1, 2), "float32 tensor of shape (1, 2)"),
        (torch.ones(4, 5).T, "transposed float32 tensor of shape (5, 4)"),
        (torch.ones(4, 6)[:, ::2], "float32 tensor of shape (4, 3) and strides (6, 2)"),
        (torch.ones(2, 3, 4).transpose(1, 2), "float32 tensor of shape (2, 4, 3) and strides (12, 1, 4)"),
        (torch.eye(2).to_sparse(), "float32 tensor of shape (2, 2)"),
        ([torch.empty(3, device="meta")], "[float32 tensor of shape (3,) on meta]"),
        (np.ones(2), "float64 array of shape (2,)"), (torch.nn.Linear(1, 1), "Linear"),
        ([1, 2, 3, 4, 5], "[1, 2, 3, 4, ...]"),
        ((1.23456789,), "(1.23457)"), ({"a": None}, "{'a': None}"), (len, "len"), (torch.float32, "torch.float32"),
    ],
)  # fmt: skip
def test_values_in_few_words(value, told):
    assert brief(value) == told


def test_a_call_is_cut():
    assert len(describe_call("f", tuple("x" * 50 for _ in range(20)), {})) < 300


def test_an_exception_is_told_with_the_student_s_lines_alone(tmp_path):
    subject = subject_of(tmp_path, "def total(x):\n    return inner(x)\n\n\ndef inner(x):\n    return x + torch\n")
    with pytest.raises(NameError) as caught:
        subject.total(1)
    told = failures.describe(caught.value, tmp_path)
    assert (told.type, told.bases[:2]) == ("NameError", ("NameError", "Exception"))
    assert [(place.line, place.function, place.code) for place in told.places] == [
        (2, "total", "return inner(x)"), (6, "inner", "return x + torch"),
    ]  # fmt: skip


def test_a_case_that_takes_too_long_is_told_with_the_line_that_ran(tmp_path):
    file = tmp_path / "ex01_sums.py"
    file.write_text("def total(stop):\n    while True:\n        part(stop)\n\n\ndef part(stop):\n    stop()\n")

    def stop():
        raise OutOfTimeError

    with pytest.raises(OutOfTimeError) as caught:
        load_module(file).total(stop)
    ending = ending_of(caught.value, tmp_path)
    assert (ending.kind, ending.stopped_at) == ("timed-out", Place("ex01_sums.py", 7, "part", "stop()"))
    assert ending_of(OutOfTimeError(), tmp_path).stopped_at is None


def test_untouched_stubs_and_torch_s_own_not_implemented(tmp_path):
    stub = subject_of(tmp_path, "def total(x):\n    raise NotImplementedError\n")
    with pytest.raises(NotImplementedError) as caught:
        stub.total(1)
    assert failures.is_untouched_stub(caught.value, tmp_path)
    assert not failures.is_untouched_stub(caught.value, tmp_path / "elsewhere")
    forward = subject_of(tmp_path, "import torch\n\n\ndef total(x):\n    return torch.nn.Module()(x)\n")
    with pytest.raises(NotImplementedError) as caught:
        forward.total(1)
    assert not failures.is_untouched_stub(caught.value, tmp_path)


@pytest.mark.parametrize(
    ("body", "is_untouched"),
    [
        ('    """Add up."""\n    raise NotImplementedError\n', True),
        ('    """Add up."""\n    ...\n    pass\n    raise NotImplementedError("later")\n', True),
        ("    y = x + 1\n    raise NotImplementedError\n", False),
        ("    if x:\n        raise NotImplementedError\n    return x\n", False),
    ],
)
def test_a_stub_s_line_below_code_is_no_untouched_stub(tmp_path, body, is_untouched):
    with pytest.raises(NotImplementedError) as caught:
        subject_of(tmp_path, f"def total(x):\n{body}").total(1)
    assert failures.is_untouched_stub(caught.value, tmp_path) is is_untouched


def test_messages_are_the_same_in_each_run():
    gone = FileNotFoundError(2, "No such file or directory", f"{tempfile.gettempdir()}/check-7/weights.pt")
    assert failures.message_of(gone) == "[Errno 2] No such file or directory: 'weights.pt'"
    assert failures.message_of(OSError(2, "none", "/data/mine.pt")) == "[Errno 2] none: '/data/mine.pt'"
    assert failures.message_of(TypeError(f"no {object()!r}")) == "no <object object>"
    assert difference(None, iter(())) == ("values", "it went from None to <tuple_iterator object>")
    assert Encoder().encode(f"{object()!r} at 0x10") == TextValue("<object object> at 0x10")
    assert describe_call("load", (f"{tempfile.gettempdir()}/check-7/weights.pt",), {}) == "load('weights.pt')"


def test_an_exception_that_has_no_message():
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    assert failures.message_of(Mute()) == "(the exception has no readable message)"


def test_observations(tmp_path):
    calls = ["total(1)"]
    observe = Observe(tmp_path, calls)
    assert observe("result", 3, suspect="stale-gradient", rtol=0.5) == 3
    with observe.raises():
        raise ValueError("no")
    with observe.raises("none"):
        pass
    x, model = torch.ones(2), torch.nn.Linear(1, 1)
    with observe.unmodified(x=x, model=model):
        x[1] = 5
        model.eval()
    observe.shares_memory("shared", x, x[1:])
    first, raised, none, changed, mode, shared = observe.observations
    assert (first.value, first.call, first.suspect, first.rtol) == (
        NumberValue("int", "3"),
        "total(1)",
        "stale-gradient",
        0.5,
    )
    assert raised.value == RaisedValue(("ValueError", "Exception"), "no")
    assert none.value == RaisedValue((), "")
    assert (changed.value, changed.suspect) == (TextValue("element [1] went from 1 to 5"), "input-modified")
    assert (changed.name, changed.argument) == ("x after the call", "x")
    assert (mode.suspect, mode.argument) == ("mode-not-restored", "model")
    assert (shared.value, shared.suspect) == (FlagValue(True), "memory-shared")


def test_a_check_says_which_attributes_of_tensors_are_compared(tmp_path):
    observe = Observe(tmp_path)
    for options in ({}, {"layout": True}, {"graph": False}, {"layout": True, "graph": False}, {"graph": True}):
        observe("result", torch.ones(2), **options)
    compared = [observation.compared for observation in observe.observations]
    assert compared == [("graph",), ("layout", "graph"), (), ("layout",), ("graph",)]


def test_an_attribute_that_observe_cannot_compare(tmp_path):
    with pytest.raises(TypeError) as refused:
        Observe(tmp_path)("result", torch.ones(2), strides=True)
    assert str(refused.value) == "observe has no option 'strides'; of attributes it has layout, graph"


def test_a_case_may_observe_so_much(tmp_path):
    observe = Observe(tmp_path)
    for i in range(64):
        observe(f"{i}", i)
    with pytest.raises(RuntimeError, match="a case may observe 64 things at most"):
        observe("one more", 1)


NETWORK = """
import json, socket
from tensorgrade.isolation import network
network.forbid()
told = []
for call in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: socket.getaddrinfo("example.org", 80)):
    try:
        call()
    except OSError as error:
        told.append(type(error).__name__ + ": " + str(error))
a, b = socket.socketpair()
a.sendall(b"x")
print(json.dumps([told, len(network.attempts)]))
"""


def test_the_network_is_forbidden_and_tries_are_noted():
    done = subprocess.run([sys.executable, "-c", NETWORK], capture_output=True, text=True, check=True)
    told, attempts = json.loads(done.stdout)
    assert told == ["NetworkAccessError: there is no network while grading"] * 2
    assert attempts == 2
