"""For each diagnosis: symptoms that it must recognise, and symptoms close to them that it must not.

A near one stands with the name that it gets. Whatever has no `recognise` of its own is led to by a check's suspect.
"""

import msgspec
from symptoms import CASE, PLACE, case_of, differing, ended, evidence, raised, tensor

from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.values import (
    FlagValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    RaisedValue,
    SequenceValue,
    TextValue,
)

ONES, TWOS, ZEROS = tensor([1.0, 2.0]), tensor([2.0, 4.0]), tensor([0.0, 0.0])
DOUBLE, LONGER = tensor([1.0, 2.0], "torch.float64"), tensor([1.0, 2.0, 3.0])
LABELS, FLOATS = tensor([1, 2], "torch.int64"), tensor([1.0, 2.0])
WITH_GRAD = tensor([1.0, 2.0], requires_grad=True)
TRUE, FALSE = FlagValue(True), FlagValue(False)
TWO, THREE = NumberValue("int", "2"), NumberValue("int", "3")
BEFORE, AFTER = TextValue("as before"), TextValue("element [0] went from 1 to 2")
SILENCE = RaisedValue((), "")
VALUE_ERROR = RaisedValue(("builtins.ValueError", "builtins.Exception"), "no")
RUNTIME_ERROR = RaisedValue(("builtins.RuntimeError", "builtins.Exception"), "other")
EMPTY, FULL = SequenceValue("list", ()), SequenceValue("list", (TRUE,))
NAN = tensor([1.0, float("nan")])
ROWS, SAMPLE = [[1.0, 2.0], [3.0, 5.0], [8.0, 4.0]], (2 / 3) ** 0.5
GRID, TURNED = tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]), tensor([[[1.0, 4.0, 2.0], [5.0, 3.0, 6.0]]])

TWO_DEVICES = "Expected all tensors to be on the same device, but found at least two devices, cpu and sim:0!"
NO_SUCH_DEVICE = "Torch not compiled with CUDA enabled"
FREED = "Trying to backward through the graph a second time"
CUT = "element 0 of tensors does not require grad and does not have a grad_fn"
NO_SUPER = "cannot assign module before Module.__init__() call"
DOWNLOAD = Failure(
    "NetworkAccessError", ("tensorgrade.isolation.network.NetworkAccessError", "builtins.OSError"), "no", (PLACE,)
)


NO_PACKAGE = "No module named 'pandas'"
MISSING_PACKAGE = Failure("ModuleNotFoundError", ("builtins.ModuleNotFoundError",), NO_PACKAGE, (PLACE,))
AT_IMPORT = Place("ex01_sums.py", 30, "<module>", "print(total(3))")
SQUARE, ACROSS = tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([[1.0, 3.0], [2.0, 4.0]])
NET = ModuleValue(
    "Net",
    (("fc1", "torch.nn.modules.linear.Linear"), ("relu", "torch.nn.modules.activation.ReLU")),
    (("fc1.weight", (3, 2), "torch.float32", True), ("fc1.bias", (3,), "torch.float32", True)),
)


def listed(*items):
    """A list of values."""
    return SequenceValue("list", items)


def bare(net, *names):
    """A module without some of its parameters."""
    return msgspec.structs.replace(net, parameters=tuple(one for one in net.parameters if one[0] not in names))


def with_activation(kind):
    """The module with another kind of layer in place of its activation."""
    return msgspec.structs.replace(NET, children=(NET.children[0], ("relu", kind)))


def scaled(ratio):
    """The rows, and their multiple."""
    return differing(tensor(ROWS), tensor([[one * ratio for one in row] for row in ROWS]))


def with_ending(expected, actual, kind="completed", failure=None, state_changes=()):
    """A case that observed something and ended otherwise, or left global state changed."""
    left = evidence(("result", actual), ending=Ending(kind, failure), state_changes=state_changes)
    return symptom_of(CASE, evidence(("result", expected)), left)


# Endings that say all: each is recognised by its own, and no other is.
ENDINGS = (
    "not-attempted", "missing-definition", "wrong-signature", "syntax-error", "import-failed", "timed-out",
    "out-of-memory", "too-much-output", "crashed",
)  # fmt: skip

# Where nothing but a check's suspect leads to a name: attributes that the suspect explains, and others.
EXPLAINED = {
    "values": (ONES, TWOS),
    "structure": (FULL, EMPTY),
    "exception": (VALUE_ERROR, RUNTIME_ERROR),
}
UNEXPLAINED = {
    "wrong-type": (ONES, THREE),
    "wrong-shape": (ONES, LONGER),
    "double-precision": (ONES, DOUBLE),
    "left-on-cpu": (tensor([1.0], device="sim:0"), tensor([1.0])),
    "missing-gradient": (WITH_GRAD, ONES),
    "non-finite": (ONES, NAN),
}

# name: symptoms to recognise; near ones with the name that each gets.
OWN = {
    "full-batch-forward": (
        [differing(TWO, THREE, suspect="full-batch-forward"), differing(FALSE, TRUE, suspect="full-batch-forward")],
        [
            (differing(THREE, TWO, suspect="full-batch-forward"), "wrong-values"),
            (differing(ONES, TWOS, suspect="full-batch-forward"), "wrong-values"),
            (differing(TWO, THREE), "wrong-values"),
        ],
    ),
    "graphs-held-together": (
        [differing(TWO, THREE, suspect="graphs-held-together"), differing(FALSE, TRUE, suspect="graphs-held-together")],
        [
            (differing(THREE, TWO, suspect="graphs-held-together"), "wrong-values"),
            (differing(ONES, TWOS, suspect="graphs-held-together"), "wrong-values"),
            (differing(TWO, THREE), "wrong-values"),
        ],
    ),
    "backward-twice": (
        [differing(TWO, THREE, suspect="backward-twice"), differing(FALSE, TRUE, suspect="backward-twice")],
        [
            (differing(THREE, TWO, suspect="backward-twice"), "wrong-values"),
            (differing(ONES, TWOS, suspect="backward-twice"), "wrong-values"),
            (differing(TWO, THREE), "wrong-values"),
        ],
    ),
    "stale-gradient": (
        [differing(ONES, TWOS, suspect="stale-gradient"), differing(ONES, NAN, suspect="stale-gradient")],
        [
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, NAN), "non-finite"),
            (differing(ONES, NoneValue(), suspect="stale-gradient"), "wrong-type"),
        ],
    ),
    "dropped-samples": (
        [
            differing(THREE, TWO, suspect="dropped-samples"),
            differing(NumberValue("int", "0"), TWO, suspect="dropped-samples"),
            differing(listed(TWO, THREE), listed(TWO), suspect="dropped-samples"),
            differing(listed(TWO, THREE), listed(TWO, TWO), suspect="dropped-samples"),
        ],
        [
            (differing(TWO, THREE, suspect="dropped-samples"), "wrong-values"),
            (differing(listed(TWO), listed(TWO, THREE), suspect="dropped-samples"), "wrong-structure"),
            (differing(listed(TWO), NoneValue(), suspect="dropped-samples"), "wrong-type"),
            (differing(THREE, TWO), "wrong-values"),
        ],
    ),
    "epoch-off-by-one": (
        [
            differing(TWO, THREE, suspect="epoch-off-by-one"),
            differing(listed(THREE), listed(TWO), suspect="epoch-off-by-one"),
        ],
        [
            (differing(THREE, NumberValue("int", "1"), suspect="epoch-off-by-one"), "wrong-values"),
            (differing(THREE, NoneValue(), suspect="epoch-off-by-one"), "missing-return"),
            (differing(TWO, THREE), "wrong-values"),
        ],
    ),
    "not-normalized": (
        [
            differing(LONGER, tensor([5.0, 7.0, 9.0]), suspect="not-normalized"),
            differing(FALSE, TRUE, suspect="not-normalized"),
        ],
        [
            (differing(LONGER, tensor([5.0, 7.0, 9.5]), suspect="not-normalized"), "wrong-values"),
            (differing(TWO, THREE, suspect="not-normalized"), "wrong-values"),
            (differing(ONES, NoneValue(), suspect="not-normalized"), "wrong-type"),
            (differing(LONGER, tensor([5.0, 7.0, 9.0])), "wrong-values"),
        ],
    ),
    "wrong-mode": (
        [
            differing(FALSE, TRUE, suspect="wrong-mode"),
            differing(listed(TRUE), listed(FALSE, TRUE), suspect="wrong-mode"),
        ],
        [
            (differing(FULL, EMPTY, suspect="wrong-mode"), "wrong-structure"),
            (differing(FALSE, NoneValue(), suspect="wrong-mode"), "wrong-type"),
            (differing(FALSE, TRUE), "wrong-values"),
        ],
    ),
    "wrong-decay-groups": (
        [differing(ONES, TWOS, suspect="wrong-decay-groups")],
        [
            (differing(FULL, EMPTY, suspect="wrong-decay-groups"), "wrong-structure"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "cancellation": (
        [differing(ONES, TWOS, suspect="cancellation"), differing(ONES, NAN, suspect="cancellation")],
        [
            (differing(ONES, NAN), "non-finite"),
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, DOUBLE, suspect="cancellation"), "double-precision"),
        ],
    ),
    "network-access": (
        [
            ended("raised", failure=DOWNLOAD),
            ended("import-failed", failure=DOWNLOAD),
            differing(ONES, TWOS, suspect="network-access"),
        ],
        [
            (raised("OSError", "the network is not to be used here: example.org:443"), "raised"),
            (with_ending(ONES, TWOS, "raised", DOWNLOAD), "wrong-values"),
            (differing(ONES, DOUBLE, suspect="network-access"), "double-precision"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "global-state-changed": (
        [
            with_ending(ONES, ONES, state_changes=("seed",)),
            with_ending(ONES, TWOS, state_changes=("gradient mode: True before the call, False after",)),
            differing(ONES, TWOS, suspect="global-state-changed"),
            differing(ONES, NoneValue(), suspect="global-state-changed"),
        ],
        [
            (differing(ONES, LONGER, suspect="global-state-changed"), "wrong-shape"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "missing-super-init": (
        [
            raised("AttributeError", NO_SUPER),
            raised("AttributeError", "'Net' object has no attribute '_modules'"),
        ],
        [
            (raised("AttributeError", "'Net' object has no attribute 'layers'"), "raised"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "hard-coded-device": (
        [raised("AssertionError", NO_SUCH_DEVICE), raised("RuntimeError", "Invalid device string: 'gpu'")],
        [(raised("RuntimeError", TWO_DEVICES), "device-mismatch"), (differing(ONES, TWOS), "wrong-values")],
    ),
    "device-mismatch": (
        [raised("RuntimeError", TWO_DEVICES)],
        [(raised("AssertionError", NO_SUCH_DEVICE), "hard-coded-device"), (differing(ONES, TWOS), "wrong-values")],
    ),
    "graph-freed": (
        [raised("RuntimeError", FREED)],
        [(raised("RuntimeError", CUT), "missing-gradient"), (differing(ONES, TWOS), "wrong-values")],
    ),
    "missing-gradient": (
        [
            raised("RuntimeError", CUT),
            differing(WITH_GRAD, ONES),
            differing(ONES, NoneValue(), suspect="missing-gradient"),
            differing(TRUE, FALSE, suspect="missing-gradient"),
            differing(ONES, ZEROS, suspect="missing-gradient"),
        ],
        [
            (raised("RuntimeError", FREED), "graph-freed"),
            (differing(ONES, WITH_GRAD), "graph-kept"),
            (differing(ONES, NoneValue()), "missing-return"),
            (differing(FALSE, TRUE, suspect="missing-gradient"), "wrong-values"),
            (differing(ONES, ZEROS), "wrong-values"),
            (differing(ONES, tensor([0.0, 4.0]), suspect="missing-gradient"), "wrong-values"),
            (with_ending(ONES, ONES, state_changes=("seed",)), "global-state-changed"),
        ],
    ),
    "raised": (
        [raised("ValueError", "no such axis"), ended("unreadable")],
        [
            (ended("crashed"), "crashed"),
            (differing(ONES, TWOS), "wrong-values"),
            (with_ending(ONES, TWOS, "raised", Failure("ValueError", (), "no", (PLACE,))), "wrong-values"),
        ],
    ),
    "memory-shared": (
        [differing(FALSE, TRUE, suspect="memory-shared"), differing(FALSE, TRUE, suspect="memory-copied")],
        [
            (differing(TRUE, FALSE, suspect="memory-shared"), "memory-copied"),
            (differing(FALSE, TRUE), "wrong-values"),
            (differing(FALSE, TRUE, suspect="wrong-mode"), "wrong-mode"),
        ],
    ),
    "memory-copied": (
        [differing(TRUE, FALSE, suspect="memory-copied"), differing(TRUE, FALSE, suspect="memory-shared")],
        [
            (differing(FALSE, TRUE, suspect="memory-copied"), "memory-shared"),
            (differing(TRUE, FALSE), "wrong-values"),
            (differing(TRUE, FALSE, suspect="wrong-mode"), "wrong-mode"),
        ],
    ),
    "input-modified": (
        [differing(BEFORE, AFTER, suspect="input-modified")],
        [
            (differing(BEFORE, AFTER), "wrong-values"),
            (differing(BEFORE, AFTER, suspect="gradient-left-behind"), "gradient-left-behind"),
            (differing(BEFORE, NoneValue(), suspect="input-modified"), "wrong-type"),
        ],
    ),
    "requires-grad-changed": (
        [
            differing(BEFORE, AFTER, suspect="requires-grad-changed"),
            differing(ONES, WITH_GRAD, suspect="requires-grad-changed"),
        ],
        [
            (differing(BEFORE, AFTER), "wrong-values"),
            (differing(ONES, WITH_GRAD), "graph-kept"),
            (differing(ONES, DOUBLE, suspect="requires-grad-changed"), "double-precision"),
        ],
    ),
    "gradient-left-behind": (
        [
            differing(BEFORE, AFTER, suspect="gradient-left-behind"),
            differing(NoneValue(), ONES, suspect="gradient-left-behind"),
        ],
        [
            (differing(BEFORE, AFTER), "wrong-values"),
            (differing(ONES, LONGER, suspect="gradient-left-behind"), "wrong-shape"),
        ],
    ),
    "graph-kept": (
        [
            differing(ONES, WITH_GRAD),
            differing(ONES, TWOS, suspect="graph-kept"),
            differing(ONES, NoneValue(), suspect="graph-kept"),
        ],
        [
            (differing(WITH_GRAD, ONES), "missing-gradient"),
            (differing(WITH_GRAD, ONES, suspect="graph-kept"), "missing-gradient"),
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, LONGER, suspect="graph-kept"), "wrong-shape"),
        ],
    ),
    "missing-step": (
        [differing(THREE, TWO, suspect="missing-step"), differing(THREE, TWO, suspect="extra-step")],
        [
            (differing(TWO, THREE, suspect="missing-step"), "extra-step"),
            (differing(THREE, TWO), "wrong-values"),
            (differing(ONES, TWOS, suspect="missing-step"), "wrong-values"),
            (differing(THREE, TWO, suspect="wrong-mode"), "wrong-mode"),
        ],
    ),
    "extra-step": (
        [differing(TWO, THREE, suspect="extra-step"), differing(TWO, THREE, suspect="missing-step")],
        [
            (differing(THREE, TWO, suspect="extra-step"), "missing-step"),
            (differing(TWO, THREE), "wrong-values"),
            (differing(ONES, TWOS, suspect="extra-step"), "wrong-values"),
            (differing(TWO, THREE, suspect="wrong-mode"), "wrong-mode"),
        ],
    ),
    "low-accuracy": (
        [differing(ONES, TWOS, suspect="low-accuracy"), differing(ONES, NAN, suspect="low-accuracy")],
        [
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, NAN), "non-finite"),
            (differing(ONES, THREE, suspect="low-accuracy"), "wrong-type"),
        ],
    ),
    "unsafe-load": (
        [
            differing(BEFORE, AFTER, suspect="unsafe-load"),
            differing(FALSE, TRUE, suspect="unsafe-load"),
        ],
        [
            (differing(VALUE_ERROR, RUNTIME_ERROR, suspect="unsafe-load"), "wrong-exception"),
            (differing(VALUE_ERROR, SILENCE, suspect="unsafe-load"), "missing-exception"),
            (differing(BEFORE, AFTER), "wrong-values"),
            (differing(VALUE_ERROR, RUNTIME_ERROR), "wrong-exception"),
            (differing(BEFORE, NoneValue(), suspect="unsafe-load"), "wrong-type"),
        ],
    ),
    "silent-broadcast": (
        [
            differing(VALUE_ERROR, SILENCE, suspect="silent-broadcast"),
            differing(LONGER, tensor([[1.0, 2.0, 3.0]] * 3)),
            differing(tensor([[1.0], [2.0], [3.0]]), tensor([[1.0, 2.0, 3.0]] * 3)),
        ],
        [
            (differing(VALUE_ERROR, SILENCE), "missing-exception"),
            (differing(VALUE_ERROR, RUNTIME_ERROR, suspect="silent-broadcast"), "wrong-exception"),
            (differing(LONGER, tensor([[1.0, 2.0, 3.0]] * 2)), "wrong-shape"),
            (differing(ONES, LONGER), "wrong-shape"),
            (differing(ONES, TWOS, suspect="silent-broadcast"), "wrong-values"),
        ],
    ),
    "scrambled-axes": (
        [differing(GRID, TURNED)],
        [
            (differing(tensor(GRID[1][0]), tensor(TURNED[1][0])), "wrong-values"),
            (differing(GRID, tensor([[[1.0, 4.0, 2.0], [5.0, 3.0, 7.0]]])), "wrong-values"),
            (differing(GRID, msgspec.structs.replace(TURNED[0], values=None)), "wrong-values"),
            (differing(GRID, tensor(TURNED[1].reshape(1, 3, 2))), "wrong-shape"),
            (differing(ONES, THREE), "wrong-type"),
        ],
    ),
    "squeezed-too-much": (
        [differing(tensor([[1.0, 2.0]]), ONES), differing(tensor([[[1.0], [2.0]]]), ONES)],
        [
            (differing(ONES, tensor([[1.0, 2.0]])), "wrong-shape"),
            (differing(tensor([[1.0, 2.0], [3.0, 4.0]]), ONES), "wrong-shape"),
            (differing(tensor([[1.0, 2.0]]), tensor([[1.0], [2.0]])), "wrong-shape"),
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, THREE), "wrong-type"),
        ],
    ),
    "sample-std": (
        [scaled(SAMPLE), differing(ONES, tensor([1.0, 5.0]), suspect="sample-std")],
        [
            (scaled(0.5), "wrong-scale"),
            (differing(ONES, tensor([1.0, 5.0])), "wrong-values"),
            (differing(ONES, DOUBLE, suspect="sample-std"), "double-precision"),
            (differing(TWO, THREE), "wrong-values"),
        ],
    ),
    "integer-features": (
        [
            differing(ONES, LABELS),
            differing(DOUBLE, LABELS),
            differing(ONES, tensor([True, False], "torch.bool")),
        ],
        [
            (differing(LABELS, tensor([True, True], "torch.bool")), "wrong-dtype"),
            (differing(ONES, DOUBLE), "double-precision"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "double-precision": (
        [differing(ONES, DOUBLE)],
        [
            (differing(DOUBLE, ONES), "wrong-dtype"),
            (differing(LABELS, DOUBLE), "wrong-dtype"),
            (differing(ONES, LABELS), "integer-features"),
            (differing(ONES, TWOS), "wrong-values"),
        ],
    ),
    "float-labels": (
        [
            differing(LABELS, FLOATS, suspect="float-labels"),
            differing(LABELS, DOUBLE, suspect="float-labels"),
            case_of(LABELS, FLOATS, function="labels_to_tensor"),
            case_of(LABELS, FLOATS, title="Labels are whole numbers"),
            case_of(LABELS, FLOATS, observation="the LABELS of a batch"),
        ],
        [
            (differing(LABELS, FLOATS), "wrong-dtype"),
            (differing(LABELS, tensor([True, True], "torch.bool"), suspect="float-labels"), "wrong-dtype"),
            (differing(tensor([True, True], "torch.bool"), FLOATS, suspect="float-labels"), "wrong-dtype"),
            (differing(LABELS, tensor([1, 5], "torch.int64"), suspect="float-labels"), "wrong-values"),
        ],
    ),
    "left-on-cpu": (
        [
            differing(tensor([1.0], device="sim:0"), tensor([1.0])),
            differing(BEFORE, AFTER, suspect="left-on-cpu"),
        ],
        [
            (differing(ONES, TWOS, suspect="left-on-cpu"), "wrong-values"),
            (differing(tensor([1.0]), tensor([1.0], device="sim:0")), "wrong-device"),
            (differing(tensor([1.0]), tensor([1.0], device="sim:0"), suspect="left-on-cpu"), "wrong-device"),
            (differing(ONES, TWOS), "wrong-values"),
            (differing(ONES, LONGER, suspect="left-on-cpu"), "wrong-shape"),
        ],
    ),
    "missing-exception": (
        [differing(VALUE_ERROR, SILENCE)],
        [
            (differing(VALUE_ERROR, RUNTIME_ERROR), "wrong-exception"),
            (differing(TextValue("x"), TextValue("no exception")), "wrong-values"),
        ],
    ),
    "wrong-exception": (
        [differing(VALUE_ERROR, RUNTIME_ERROR), differing(SILENCE, VALUE_ERROR)],
        [(differing(VALUE_ERROR, ONES), "wrong-type")],
    ),
    "missing-package": (
        [raised("ModuleNotFoundError", NO_PACKAGE), ended("import-failed", failure=MISSING_PACKAGE)],
        [
            (raised("ImportError", "cannot import name 'x' from 'torch'"), "raised"),
            (raised("ValueError", NO_PACKAGE), "raised"),
            (ended("import-failed", failure=Failure("NameError", (), "no", (AT_IMPORT,))), "import-failed"),
            (with_ending(ONES, TWOS, "raised", MISSING_PACKAGE), "wrong-values"),
        ],
    ),
    "runs-at-import": (
        [ended("import-failed", failure=Failure("ValueError", (), "no", (AT_IMPORT, PLACE)))],
        [
            (ended("import-failed", failure=Failure("NameError", (), "no", (AT_IMPORT,))), "import-failed"),
            (ended("import-failed", failure=Failure("ValueError", (), "no", (AT_IMPORT, AT_IMPORT))), "import-failed"),
            (ended("import-failed", failure=Failure("ValueError", (), "no", (PLACE, PLACE))), "import-failed"),
            (raised("ValueError", "no", AT_IMPORT, PLACE), "raised"),
        ],
    ),
    "missing-return": (
        [
            differing(ONES, NoneValue()),
            differing(FULL, NoneValue()),
            differing(SequenceValue("list", (TWO, THREE)), SequenceValue("list", (NoneValue(), NoneValue()))),
        ],
        [
            (differing(FULL, SequenceValue("list", (NoneValue(),))), "wrong-type"),
            (
                differing(SequenceValue("list", (TWO, THREE)), SequenceValue("list", (NoneValue(), THREE))),
                "wrong-type",
            ),
            (
                differing(SequenceValue("tuple", (TWO, THREE)), SequenceValue("tuple", (NoneValue(), NoneValue()))),
                "wrong-type",
            ),
            (case_of(ONES, NoneValue(), observation="w.grad"), "wrong-type"),
            (differing(BEFORE, NoneValue(), suspect="input-modified"), "wrong-type"),
            (differing(NoneValue(), ONES), "wrong-type"),
        ],
    ),
    "wrong-axis": (
        [
            differing(SQUARE, ACROSS),
            differing(tensor(ROWS), tensor([[1.0, 3.0, 8.0], [2.0, 5.0, 4.0]])),
            differing(ONES, TWOS, suspect="wrong-axis"),
        ],
        [
            (differing(SQUARE, tensor([[2.0, 1.0], [3.0, 4.0]])), "wrong-values"),
            (differing(SQUARE, tensor([[1.0, 3.0], [2.0, 5.0]])), "wrong-values"),
            (differing(tensor([[1.0, 2.0]]), tensor([[1.0], [2.0]])), "wrong-shape"),
            (differing(ONES, DOUBLE, suspect="wrong-axis"), "double-precision"),
        ],
    ),
    "wrong-scale": (
        [scaled(0.5), scaled(3.0), scaled(-2.0), differing(ONES, TWOS, suspect="wrong-scale")],
        [
            (scaled(SAMPLE), "sample-std"),
            (scaled(-1.0), "wrong-values"),
            (scaled(0.0), "wrong-values"),
            (scaled(1.0005), "wrong-values"),
            (differing(ONES, TWOS), "wrong-values"),
            (differing(LONGER, tensor([2.0, 4.0, 6.1])), "wrong-values"),
            (differing(ONES, DOUBLE, suspect="wrong-scale"), "double-precision"),
        ],
    ),
    "missing-bias": (
        [
            differing(NET, bare(NET, "fc1.bias")),
            differing(TRUE, FALSE, suspect="missing-bias"),
            differing(ONES, TWOS, suspect="missing-bias"),
        ],
        [
            (differing(NET, bare(NET, "fc1.weight")), "wrong-structure"),
            (differing(NET, bare(NET, "fc1.bias", "fc1.weight")), "wrong-structure"),
            (differing(bare(NET, "fc1.bias"), NET), "wrong-structure"),
            (differing(NET, msgspec.structs.replace(bare(NET, "fc1.bias"), children=())), "wrong-structure"),
            (
                differing(NET, msgspec.structs.replace(bare(NET, "fc1.bias"), children=(*NET.children, ("out", "x")))),
                "wrong-structure",
            ),
            (differing(FULL, EMPTY), "wrong-structure"),
        ],
    ),
    "wrong-activation": (
        [
            differing(NET, with_activation("torch.nn.modules.activation.Tanh")),
            differing(ONES, TWOS, suspect="wrong-activation"),
        ],
        [
            (differing(NET, with_activation("torch.nn.modules.linear.Identity")), "wrong-structure"),
            (differing(NET, msgspec.structs.replace(NET, children=NET.children[:1])), "wrong-structure"),
            (differing(NET, bare(NET, "fc1.weight")), "wrong-structure"),
            (differing(FULL, EMPTY), "wrong-structure"),
        ],
    ),
    "wrong-structure": ([differing(FULL, EMPTY)], [(differing(FULL, SequenceValue("tuple", (TRUE,))), "wrong-type")]),
    "wrong-type": ([differing(ONES, THREE)], [(differing(FULL, EMPTY), "wrong-structure")]),
    "wrong-shape": ([differing(ONES, LONGER)], [(differing(ONES, DOUBLE), "double-precision")]),
    "wrong-dtype": (
        [differing(DOUBLE, ONES)],
        [
            (differing(tensor([1.0]), tensor([1.0], device="meta")), "wrong-device"),
            (differing(tensor(ROWS), tensor(ROWS, strides=(1, 3)), compared=("layout",)), "wrong-layout"),
        ],
    ),
    "wrong-layout": (
        [differing(tensor(ROWS), tensor(ROWS, strides=(1, 3)), compared=("layout",))],
        [
            (differing(DOUBLE, ONES, compared=("layout",)), "wrong-dtype"),
            (differing(ONES, TWOS, compared=("layout",)), "wrong-values"),
        ],
    ),
    "wrong-device": (
        [differing(tensor([1.0]), tensor([1.0], device="meta"))],
        [(differing(DOUBLE, ONES), "wrong-dtype")],
    ),
    "non-finite": (
        [differing(ONES, NAN)],
        [(differing(ONES, TWOS), "wrong-values"), (differing(NAN, ONES), "wrong-values")],
    ),
}
