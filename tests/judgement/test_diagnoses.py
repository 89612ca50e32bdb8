"""Every diagnosis: what it says, read whole, and its page."""

import ast
import dataclasses
import doctest
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import msgspec
import numpy as np
import pytest
from recognition import ENDINGS, EXPLAINED, OWN, UNEXPLAINED, scaled
from symptoms import CASE, PLACE, differing, ended, evidence, raised, tensor

from tensorgrade.judgement.diagnosis import diagnose, entry
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.pictures import Shapes
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.values import (
    FlagValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    OtherValue,
    RaisedValue,
    SequenceValue,
    TextValue,
    TorchValue,
)

ONES, TWOS = tensor([1.0, 2.0]), tensor([2.0, 4.0])
GRID, TURNED = tensor([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]), tensor([[[1.0, 4.0, 2.0], [5.0, 3.0, 6.0]]])
ROWS, SAMPLE = [[1.0, 2.0], [3.0, 5.0], [8.0, 4.0]], (2 / 3) ** 0.5
TRUE, FALSE = FlagValue(True), FlagValue(False)
TWO, THREE = NumberValue("int", "2"), NumberValue("int", "3")
VALUE_ERROR = RaisedValue(("builtins.ValueError", "builtins.Exception"), "no")
RUNTIME_ERROR = RaisedValue(("builtins.RuntimeError", "builtins.Exception"), "other")
TWO_DEVICES = "Expected all tensors to be on the same device, but found at least two devices, cpu and sim:0!"

AT_IMPORT = Place("ex01_sums.py", 30, "<module>", "print(total(3))")

# What the evidence itself shows, and what is said of it.
RECOGNISED = {
    "not-attempted": (ended("not-attempted"), "the stub is untouched."),
    "missing-definition": (ended("missing-definition", "there is no total"), "there is no total."),
    "wrong-signature": (ended("wrong-signature", "total() takes 0 arguments"), "total() takes 0 arguments."),
    "syntax-error": (
        ended("syntax-error", failure=Failure("SyntaxError", (), "invalid syntax", (PLACE,))),
        "the file cannot be read by Python (invalid syntax).",
    ),
    "import-failed": (ended("import-failed", "it is a folder"), "the file cannot be imported (it is a folder)."),
    "missing-package": (
        raised("ModuleNotFoundError", "No module named 'pandas'"),
        "the package `pandas` is imported, and is not there.",
    ),
    "runs-at-import": (
        ended("import-failed", failure=Failure("ValueError", (), "no", (AT_IMPORT, PLACE))),
        "line 30 calls a function while the file is imported, and it raises ValueError: no",
    ),
    "missing-return": (differing(ONES, NoneValue()), "the call gives None where torch.Tensor is expected."),
    "timed-out": (ended("timed-out"), "no result came within 5 s."),
    "out-of-memory": (ended("out-of-memory"), "the code asked for more memory than the check has."),
    "too-much-output": (ended("too-much-output", "more than 1 MiB were printed"), "more than 1 MiB were printed."),
    "crashed": (
        ended("crashed", "the process exited with status 7"),
        "the process that ran the code was gone before the check ended (the process exited with status 7).",
    ),
    "missing-super-init": (
        raised("AttributeError", "cannot assign module before Module.__init__() call"),
        "a layer is assigned before nn.Module.__init__ has run.",
    ),
    "device-mismatch": (raised("RuntimeError", TWO_DEVICES), "two devices met in one operation."),
    "graph-freed": (
        raised("RuntimeError", "Trying to backward through the graph a second time"),
        "backward ran through a graph whose saved tensors were already freed.",
    ),
    "missing-gradient": (
        raised("RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn"),
        "the gradient does not get through.",
    ),
    "raised": (raised("ValueError", "no such axis"), "raises ValueError: no such axis"),
    "hard-coded-device": (
        raised("AssertionError", "Torch not compiled with CUDA enabled"),
        "the device does not follow from the arguments, or from what the machine has.",
    ),
    "network-access": (
        ended("raised", failure=Failure("R", ("tensorgrade.isolation.network.NetworkAccessError",), "no", (PLACE,))),
        "a download was tried.",
    ),
    "missing-step": (differing(THREE, TWO, suspect="missing-step"), "there are fewer updates than there should be."),
    "extra-step": (differing(TWO, THREE, suspect="extra-step"), "there are more updates than there should be."),
    "silent-broadcast": (
        differing(tensor([1.0, 2.0, 3.0]), tensor([[1.0, 2.0, 3.0]] * 3)),
        "the shape is (3, 3) and not (3,), as where two shapes that do not belong together are stretched to fit.",
    ),
    "backward-twice": (
        differing(TWO, THREE, suspect="backward-twice"), "the same gradients are added two times for one update.",
    ),
    "graphs-held-together": (
        differing(TWO, THREE, suspect="graphs-held-together"),
        "the graphs of several micro-batches are alive at a time.",
    ),
    "full-batch-forward": (
        differing(TWO, THREE, suspect="full-batch-forward"),
        "more samples than allowed went through the model at once.",
    ),
    "dropped-samples": (differing(THREE, TWO, suspect="dropped-samples"), "some of the samples are left out."),
    "epoch-off-by-one": (differing(TWO, THREE, suspect="epoch-off-by-one"), "the epoch is off by one."),
    "not-normalized": (
        differing(ONES, tensor([3.0, 5.0]), suspect="not-normalized"), "images are not normalized as asked.",
    ),
    "scrambled-axes": (
        differing(GRID, TURNED),
        "the shape is right, and the same numbers stand in another order.",
    ),
    "squeezed-too-much": (
        differing(tensor([[1.0, 2.0]]), ONES), "a dimension of size 1 was dropped: the shape is (2,), not (1, 2).",
    ),
    "sample-std": (
        differing(tensor(ROWS), tensor([[one * SAMPLE for one in row] for row in ROWS])),
        "the standard deviation divides by n - 1 where the population's, which divides by n, is asked for.",
    ),
    "integer-features": (
        differing(ONES, tensor([1, 2], "torch.int64")),
        "integers came back where floating-point numbers are expected.",
    ),
    "double-precision": (
        differing(ONES, tensor([1.0, 2.0], "torch.float64")), "float64 came back where float32 is expected.",
    ),
    "float-labels": (
        differing(tensor([1, 2], "torch.int64"), ONES, suspect="float-labels"),
        "labels came back as floating-point numbers where int64 is expected.",
    ),
    "left-on-cpu": (
        differing(tensor([1.0], device="sim:0"), tensor([1.0])),
        "a tensor lies on the CPU that has to be on another device.",
    ),
    "missing-exception": (
        differing(VALUE_ERROR, RaisedValue((), "")), "ValueError is asked for, and no exception is raised.",
    ),
    "wrong-exception": (
        differing(VALUE_ERROR, RUNTIME_ERROR), "RuntimeError is raised where the contract asks for ValueError.",
    ),
    "wrong-structure": (
        differing(SequenceValue("list", (TRUE,)), SequenceValue("list", ())),
        "a list of 0 came back in place of a list of 1.",
    ),
    "wrong-type": (differing(ONES, NumberValue("int", "3")), "int came back where torch.Tensor is expected."),
    "wrong-shape": (differing(ONES, tensor([1.0, 2.0, 3.0])), "the shape is (3,); (2,) is expected."),
    "wrong-dtype": (
        differing(tensor([1, 0], "torch.int64"), tensor([True, False], "torch.bool")),
        "result is torch.bool; torch.int64 is expected.",
    ),
    "wrong-layout": (
        differing(tensor(ROWS), tensor(ROWS, strides=(1, 3)), compared=("layout",)),
        "the result has strides (1, 3); strides (2, 1) are expected.",
    ),
    "wrong-device": (
        differing(tensor([1.0]), tensor([1.0], device="meta")), "the result lies on meta; cpu is expected.",
    ),
    "non-finite": (
        differing(ONES, tensor([1.0, float("nan")])),
        "NaN or infinity stands where finite numbers are expected.",
    ),
    "wrong-values": (differing(ONES, tensor([1.0, 5.0])), "result: 1 of 2 numbers differ, by up to 3."),
}  # fmt: skip

# What the author of a check points to where this observation differs.
SUSPECTED = {
    "graph-kept": "a graph was recorded, or kept, where none is due.",
    "stale-gradient": "gradients of earlier work are still in `.grad`: it was not cleared.",
    "unscaled-accumulation": "micro-batch losses were added up without weighing them by their share of the batch.",
    "unregistered-parameters": "parameters are missing from module.parameters().",
    "extra-activation": "an activation stands where none is due.",
    "missing-activation": "an activation between two layers is missing.",
    "bypassed-call": "the module itself was not called, so its hooks did not run.",
    "same-order-every-epoch": "every epoch has the same order.",
    "unseeded-shuffle": "the order does not follow from the seed.",
    "transform-too-early": "the transform does not run once each time that a sample is read, and only then.",
    "no-bias-correction": "the moments are not corrected for their start at zero.",
    "coupled-weight-decay": "weight decay went through the adaptive scaling.",
    "replaced-parameter": "the new numbers are not in the parameter's own memory.",
    "mode-not-restored": "the model is left in another mode than it was found in.",
    "wrong-mode": "the model is in the wrong mode.",
    "batch-mean": "a mean is not the one over all samples: batches are weighed, or counted, wrongly.",
    "softmax-before-loss": "the loss gets probabilities where it expects logits.",
    "parameters-not-in-optimizer": "the optimizer does not hold all parameters of the model.",
    "labels-misaligned": "labels stand beside other images than theirs.",
    "learning-rate-too-high": "the training diverges: the loss grows many times over.",
    "wrong-loss-function": "the loss is another one than the task asks for.",
    "not-shuffled": "the samples come in the order of the file: they are not shuffled.",
    "test-data-misused": "training and test data are mixed up.",
    "step-order": "the step comes at the wrong place: it finds no gradients of its batch.",
    "dead-units": "nearly all units of a hidden layer give 0 for every sample.",
    "moved-in-loop": "the model is moved from device to device in the training loop.",
    "history-kept": "graphs of earlier batches are kept alive.",
    "graph-retained": "a graph is kept, with what it saved, after its update.",
    "unsafe-load": "loading ran code that was stored in the file.",
    "whole-model-saved": "the file holds a whole module where the state_dict is asked for.",
    "optimizer-state-lost": "the optimizer's state was not saved or not restored.",
    "python-loop": "a Python loop does what one tensor operation can.",
    "nondeterministic": "two equal runs give different results.",
    "wrong-axis": "rows and columns are taken for one another.",
    "wrong-scale": "all numbers are off by a factor.",
    "wrong-distribution": "the random numbers come from another distribution.",
    "missing-bias": "a layer has no bias.",
    "wrong-activation": "another activation stands where the contract names one.",
    "state-not-kept": "the state is not kept from step to step.",
    "wrong-decay-groups": "weight decay acts on other parameters than the contract names.",
    "uphill": "the update goes uphill, along the gradient.",
    "loss-after-update": "the loss was computed after the update.",
    "cancellation": "rounding ate the digits of a small difference of large numbers.",
    "symmetric-weights": "units of a layer begin with equal weights.",
    "finite-differences": "the function is called beside x, as for a difference of two nearby values.",
    "squared-error-for-classes": "the classifier learns from a squared error.",
    "weights-not-copied": "the weights that are put back are the model's own, as they have become, and no copy.",
    "badly-scaled-weights": "the first weights are of another size than a layer begins with.",
    "hard-coded-answer": (
        "the answer does not follow the input: right on the published inputs at best, wrong on fresh ones."
    ),
}
FLAGS = {
    "memory-shared": (FALSE, TRUE, "the result shares memory with the input where a copy is due."),
    "memory-copied": (TRUE, FALSE, "the result is a copy where shared memory is due."),
}


def pairs(name):
    """Symptoms that a diagnosis must recognise, and near ones with the name that they get."""
    if name in ENDINGS:
        others = [(ended(kind), kind) for kind in ENDINGS if kind != name]
        return [ended(name)], [*others, (differing(ONES, TWOS), "wrong-values")]
    if hasattr(import_module(f"tensorgrade.judgement.diagnoses.{name.replace('-', '_')}"), "recognise"):
        return OWN.get(name, ([], []))
    others = [(differing(*values, suspect=name), other) for other, values in UNEXPLAINED.items()]
    return [differing(*values, suspect=name) for values in EXPLAINED.values()], [
        *others,
        (differing(ONES, tensor([1.0, 5.0])), "wrong-values"),
    ]


@pytest.mark.parametrize("name", RECOGNISED)
def test_what_the_evidence_shows(name):
    symptom, message = RECOGNISED[name]
    found = diagnose(symptom)
    assert (found.name, found.message) == (name, f"total: {message}")
    assert found.remedy and found.where


@pytest.mark.parametrize("name", SUSPECTED)
def test_what_a_check_points_to(name):
    found = diagnose(differing(ONES, TWOS, suspect=name))
    assert (found.name, found.message) == (name, f"total: {SUSPECTED[name]}")
    assert found.remedy
    assert (found.actual, found.where) == (
        "4; 2 of 2 numbers differ, by up to 2",
        "total([1.0]) -> result at index [1]",
    )
    assert found.expected == "about 2"


@pytest.mark.parametrize("name", FLAGS)
def test_memory(name):
    expected, actual, message = FLAGS[name]
    found = diagnose(differing(expected, actual, suspect=name))
    assert (found.name, found.message) == (name, f"total: {message}")


def test_the_aspect_of_an_input_that_changed():
    before = TextValue("as before")
    for name, change, told in (
        ("input-modified", "element [0] went from 1 to 2",
         "the argument x was changed by the call (element [0] went from 1 to 2)."),
        ("gradient-left-behind", ".grad went from None to a tensor",
         "the call changed x: .grad went from None to a tensor."),
        ("requires-grad-changed", "requires_grad went from False to True",
         "the call changed x: requires_grad went from False to True."),
    ):  # fmt: skip
        found = diagnose(differing(before, TextValue(change), suspect=name, argument="x"))
        assert (found.name, found.message) == (name, f"total: {told}")
        assert (found.actual, found.expected) == (change, "as before")


def test_what_a_check_asks_with_yes_or_no():
    for name in ("gradient-left-behind", "requires-grad-changed"):
        seen = [evidence(("w.grad is as found", FlagValue(flag), {"suspect": name})) for flag in (True, False)]
        found = diagnose(symptom_of(CASE, *seen))
        assert (found.name, found.message) == (name, 'total: "w.grad is as found" is false; it has to be true.')
    flags = [
        evidence(("requires_grad", SequenceValue("list", (FlagValue(flag),)), {"suspect": name}))
        for flag in (True, False)
    ]
    assert diagnose(symptom_of(CASE, *flags)).message == "total: requires_grad[0] is False; True is expected."


def test_global_state():
    changed = evidence(
        ("result", ONES), state_changes=("default dtype: torch.float32 before the call, torch.float64 after",)
    )
    found = diagnose(symptom_of(CASE, evidence(("result", ONES)), changed))
    assert (found.name, found.message) == (
        "global-state-changed",
        "total: global state stays changed after the call "
        "(default dtype: torch.float32 before the call, torch.float64 after).",
    )
    assert found.actual == "default dtype: torch.float32 before the call, torch.float64 after"


def test_accuracy():
    expected, actual = NumberValue("float", (0.9).hex()), NumberValue("float", (0.5).hex())
    found = diagnose(differing(expected, actual, suspect="low-accuracy", at_least=0.15))
    assert (found.name, found.message) == ("low-accuracy", "total: result is 0.5; at least 0.75 is expected.")


def test_nothing_came_back():
    found = diagnose(differing(ONES, NoneValue()))
    assert (found.name, found.message, found.cause) == (
        "missing-return", "total: the call gives None where torch.Tensor is expected.", "",
    )  # fmt: skip
    assert diagnose(differing(THREE, NoneValue(), suspect="epoch-off-by-one")).name == "missing-return"
    assert diagnose(differing(ONES, NoneValue(), suspect="missing-gradient")).name != "missing-return"
    part, whole = SequenceValue("tuple", (NoneValue(),)), SequenceValue("tuple", (TRUE,))
    assert diagnose(differing(whole, part)).message == "total: None came back where bool is expected."


def test_the_line_where_a_cpu_tensor_was_made():
    made = Place("ex01_sums.py", 3, "total", "zeros = torch.zeros(3)")
    failure = Failure("RuntimeError", ("builtins.RuntimeError",), TWO_DEVICES, (PLACE,), made)
    assert diagnose(ended("raised", failure=failure)).where == (
        "ex01_sums.py, line 7: return x.sum(); the tensor on the CPU was made in "
        "ex01_sums.py, line 3: zeros = torch.zeros(3)"
    )


def test_the_line_at_which_the_time_was_up():
    at = Place("ex01_sums.py", 7, "total", "while left:")
    ending = Ending("timed-out", stopped_at=at)
    found = diagnose(symptom_of(CASE, evidence(), evidence(ending=ending)))
    assert (found.message, found.where, found.place) == (
        "total: no result came within 5 s; line 7 was running: `while left:`.",
        "ex01_sums.py, line 7: while left:, in total([1.0])",
        at,
    )


def test_a_diagnosis_keeps_the_line_at_which_it_went_wrong():
    made = Place("ex01_sums.py", 3, "total", "zeros = torch.zeros(3)")
    assert diagnose(raised("ValueError", "no")).place == PLACE
    assert diagnose(differing(tensor([1.0], device="sim:0"), tensor([1.0], made=made))).place == made
    assert diagnose(differing(ONES, TWOS)).place is None


def test_a_cpu_tensor_that_has_nothing_to_do_with_the_exception_is_not_told():
    made = Place("ex01_sums.py", 3, "total", "index = torch.arange(3)")
    failure = Failure("RuntimeError", ("builtins.RuntimeError",), "no such shape", (PLACE,), made)
    assert diagnose(ended("raised", failure=failure)).where == "ex01_sums.py, line 7: return x.sum()"


def test_a_known_mistake_s_name_and_cause_go_first_unless_something_else_is_seen():
    found = diagnose(differing(ONES, TWOS), named=Named("stale-gradient", "Never cleared."))
    assert (found.name, found.cause) == ("stale-gradient", "Never cleared.")
    found = diagnose(differing(ONES, tensor([1.0, 2.0], "torch.float64")), named=Named("integer-features", "Kept."))
    assert (found.name, found.cause) == ("double-precision", "Kept.")


def test_a_device_that_is_given_is_another_one():
    found = diagnose(differing(TorchValue("torch.device", "cpu"), TorchValue("torch.device", "cuda:1")))
    assert (found.name, found.message) == ("wrong-device", "total: result is cuda:1; cpu is expected.")
    assert (
        diagnose(differing(TorchValue("torch.dtype", "torch.int8"), TorchValue("torch.dtype", "torch.int16"))).name
        == "wrong-values"
    )


def test_where_a_change_mends_it_stands_behind_what_was_seen_to_go_wrong():
    number = differing(NumberValue("float", (2.0).hex()), tensor([1.0]))
    edit = Named("", "A change mends it at line 3.", is_by_edit=True)
    own = "A tensor of one number is not a Python number."
    assert diagnose(number, edit).cause == f"{own} A change mends it at line 3."
    assert diagnose(number, replace(edit, seen="It is doubled.")).cause == "It is doubled. A change mends it at line 3."
    assert diagnose(number, replace(edit, is_by_edit=False)).cause == "A change mends it at line 3."
    several = replace(edit, cause="", candidates=("A change mends it at line 3.", "Or at line 4."))
    assert diagnose(number, several).cause == ""


def test_another_distribution_is_told_with_the_number_that_shows_it():
    small = differing(
        NumberValue("float", (1.0).hex()), NumberValue("float", (0.5).hex()), suspect="wrong-distribution"
    )
    assert diagnose(small).cause == "result is 0.5; about 1 is expected."


def test_one_factor_for_all_numbers_is_told_as_one():
    assert diagnose(scaled(3.0)).message == "total: all numbers are off by one and the same factor."


@pytest.mark.parametrize("name", LADDER[:-1])
def test_a_diagnosis_recognises_its_fault_and_leaves_those_near_it(name):
    faults, near = pairs(name)
    assert faults and near, f"{name} has no symptoms in tests/recognition.py"
    assert [diagnose(symptom).name for symptom in faults] == [name] * len(faults)
    assert [diagnose(symptom).name for symptom, _ in near] == [other for _, other in near]
    assert not [symptom for symptom, _ in near if entry(name).recognise(symptom)]


def test_the_last_rung_takes_what_no_other_recognises():
    assert (LADDER[-1], diagnose(differing(ONES, tensor([1.0, 5.0]))).name) == ("wrong-values", "wrong-values")


# Whose words are read in tests of their own, below.
OTHERS = {"input-modified", "global-state-changed", "gradient-left-behind", "requires-grad-changed", "low-accuracy"}


@pytest.mark.parametrize("name", LADDER)
def test_each_diagnosis_has_its_words_tested(name):
    assert name in {*RECOGNISED, *SUSPECTED, *FLAGS, *OTHERS}, f"no test in this file reads the words of {name}"


def test_what_is_tested_is_a_diagnosis():
    assert {*RECOGNISED, *SUSPECTED, *FLAGS, *OTHERS, *OWN, *ENDINGS} <= set(LADDER)


# What is said where a known mistake gives the name to a case that shows nothing of it.
BARE = {
    "missing-definition": "a definition is missing.",
    "wrong-signature": "the signature is another one than the contract has.",
    "syntax-error": "the file cannot be read by Python (syntax error).",
    "import-failed": "the file cannot be imported (it is not there).",
    "too-much-output": "too much was printed.",
    "crashed": "the process that ran the code was gone before the check ended (no status).",
    "global-state-changed": "global state is not as it was before the call.",
    "input-modified": "an argument was changed by the call.",
    "gradient-left-behind": "a gradient is not as the call found it.",
    "requires-grad-changed": "requires_grad of a tensor is not as the contract has it.",
    "missing-return": "the call gives None where a result is due.",
    "missing-package": "a package is imported that is not there.",
    "runs-at-import": "a function is called while the file is imported, and fails.",
    "low-accuracy": "the trained model is less accurate than it should be.",
    "silent-broadcast": "two shapes that do not belong together were stretched to fit.",
    "squeezed-too-much": "a dimension of size 1 was dropped that had to stay.",
    "missing-exception": "an exception is asked for, and no exception is raised.",
    "wrong-exception": "another exception than the contract names is raised.",
    "wrong-structure": "the result has other parts than the contract names.",
    "wrong-type": "the result is of another type than the contract names.",
    "wrong-shape": "the shape is another one than the contract names.",
    "wrong-dtype": "the dtype is another one than the contract names.",
    "wrong-layout": "the memory layout is another one than the contract names.",
    "wrong-device": "the device is another one than the contract names.",
    "wrong-values": "the result is another one than expected.",
}


@pytest.mark.parametrize("name", BARE)
def test_what_is_said_where_nothing_of_it_is_seen(name):
    assert entry(name).of(ended("crashed")).message == f"total: {BARE[name]}"


PLACES = {
    "own": Place("ex01_sums.py", 7, "total", 'raise ValueError("no")'),
    "stub": Place("ex01_sums.py", 9, "total", "raise NotImplementedError"),
}
TOO_MANY = "too many values to unpack (expected 2)"


def of_line(code):
    return Place("ex01_sums.py", 7, "total", code)


# An exception, and what is told of it: the cause, and the remedy.
EXCEPTIONS = {
    "the student's own": (
        raised("ValueError", "no", PLACES["own"]),
        "The line that is named raises it itself, on an input that the contract allows.",
        "Look at the condition that leads to this `raise`: the input of the call must not meet it.",
    ),
    "the stub's line": (
        raised("NotImplementedError", "", PLACES["stub"]),
        "The stub's `raise NotImplementedError` still stands there, beside the code, and is reached.",
        "Remove the line `raise NotImplementedError`, and return the result.",
    ),
    "a slip in a name": (
        raised("NameError", "name 'troch' is not defined. Did you mean: 'torch'?"),
        "Nothing that this line can see defines or imports `troch`.",
        "Did you mean `torch`?",
    ),
    "a name that is nowhere": (
        raised("NameError", "name 'scale' is not defined"),
        "Nothing that this line can see defines or imports `scale`.",
        "Look for a misspelling of `scale`, or set it before that line.",
    ),
    "a slip in an attribute": (
        raised("AttributeError", "'Tensor' object has no attribute 'flaten'. Did you mean: 'flatten'?"),
        "A value of type `Tensor` has no `flaten`.",
        "Did you mean `flatten` in place of `flaten`?",
    ),
    "a slip in a name of a module": (
        raised("AttributeError", "module 'torch' has no attribute 'flaten'. Did you mean: 'flatten'?"),
        "There is no `torch.flaten`.",
        "Did you mean `flatten` in place of `flaten`?",
    ),
    "zero_grad of a tensor": (
        raised("AttributeError", "'Tensor' object has no attribute 'zero_grad'"),
        "`zero_grad` belongs to optimizers and modules; a `Tensor` has none.",
        "Set the `.grad` of that tensor to None, or give its zeros in place: `.grad.zero_()`, where it is not None.",
    ),
    "a number as a gradient": (
        raised("TypeError", "assigned grad expected to be a Tensor or None but got grad of type int"),
        "`.grad` takes a tensor or None, and is given a value of type `int`.",
        "Write `.grad = None`: without a gradient the next backward begins anew.",
    ),
    "input()": (
        raised("EOFError", "EOF when reading a line"),
        "`input()` waits for somebody who types, and nobody does while the file is graded.",
        "Take what the function needs from its arguments, and leave `input()` out.",
    ),
    "a method that is not called": (
        raised("TypeError", "'method' object is not iterable", of_line("many = [p for p in model.parameters if p]")),
        "`model.parameters` is named and not called.",
        "Call it: `model.parameters()`.",
    ),
    "a method that is not called, and not seen": (
        raised("TypeError", "'method' object is not iterable"),
        "A method was named and not called: parentheses are missing.",
        "Put `()` behind the name of the method in that line.",
    ),
    "a loop over a dict": (
        raised("ValueError", TOO_MANY, of_line("return {k: to(v) for k, v in batch}")),
        "`for k, v` takes each item of `batch` apart, and an item does not have so many parts.",
        "Where `batch` is a dict, a loop over it gives its keys alone: write `batch.items()`. Else print one item.",
    ),
    "a loop that is called": (
        raised("ValueError", TOO_MANY, of_line("for k, v in enumerate(batch): a, b = v")),
        "2 names stand left of the `=`, and another number of values right of it.",
        "Before the line that raises, print the type, shape, dtype and device of each part that it works on.",
    ),
    "a key of a dict": (
        raised("KeyError", "'m'", of_line('m = state["m"]')),
        "What stands before the brackets has no entry 'm'.",
        "Print its keys before that line. A dict that is filled from call to call may be empty at first: "
        "`.get('m', start)` gives a start there.",
    ),
    "a key of an empty dict": (
        replace(raised("KeyError", "'m'", of_line('state["m"] *= 2')), call="total(tensor(1), {}, lr=0.1)"),
        "`state` has no entry 'm'; the call gives an empty dict.",
        "Nothing is in `state` at the first call: before it is read, set what is to start with, `if not state:`.",
    ),
    "a key where no dict is empty": (
        replace(raised("KeyError", "'m'", of_line('state["m"] *= 2')), call="total(tensor(1), {'a': {}})"),
        "What stands before the brackets has no entry 'm'.",
        "Print its keys before that line. A dict that is filled from call to call may be empty at first: "
        "`.get('m', start)` gives a start there.",
    ),
    "a division by 0": (
        raised("ZeroDivisionError", "float division by zero"),
        "A number is divided by 0.",
        "Print what that line divides by, and find out why it is 0: a count that never grew, a loop that did not run.",
    ),
    "an operator that does not fit": (
        raised("TypeError", "unsupported operand type(s) for >>: 'float' and 'int'"),
        "`>>` stands between a `float` and a `int`, which it cannot work on.",
        "Print both sides of the `>>` in that line: one of them is not what it should be, or another operator is "
        "meant.",
    ),
    "a missing import": (
        raised("NameError", "name 'np' is not defined"),
        "Nothing that this line can see defines or imports `np`.",
        "Add `import numpy as np` at the top of the file.",
    ),
    "sizes": (
        raised("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (2x1568 and 6272x128)"),
        "A layer or matrix for 6272 features is given 1568.",
        "Give that layer 1568 input features, or find out why 1568 arrive where 6272 should: print its shape.",
    ),
    "a translated message": (
        raised("IndexError", "Dimension out of range"),
        "The tensor does not have that dimension.",
        "Before the line that raises, print the type, shape, dtype and device of each part that it works on.",
    ),
    "an unknown message": (
        raised("ValueError", "my words"),
        "",
        "Before the line that raises, print the type, shape, dtype and device of each part that it works on.",
    ),
    "outside of the file": (
        ended("raised", failure=Failure("TypeError", (), "my own words")),
        "No line of the file raised it: what the call gave back is not what the next step can work with.",
        "Print what the call gives back, and its type, beside what the docstring says.",
    ),
    "no exception": (
        ended("unreadable", "it is another case's"),
        "The process that ran the code wrote something other than its observations.",
        "Let the function return or raise, and leave the process and its files alone.",
    ),
}


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_what_is_told_of_an_exception(name):
    symptom, cause, remedy = EXCEPTIONS[name]
    found = diagnose(symptom)
    assert (found.name, found.cause, found.remedy) == ("raised", cause, remedy)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("retrun x", "return"), ("fro i in x:", "for"), ("esle:", "else"), ("form torch import nn", "from"),
        ("x = [1, 2", ""), ("return x[0", ""), ("imports = [1", ""), ("print(x", ""), ("total x", ""),
    ],
)  # fmt: skip
def test_a_misspelt_word_of_python_is_asked_about(line, word):
    symptom = ended("syntax-error", failure=Failure("SyntaxError", (), "invalid syntax", (of_line(line),)))
    general = "Look at the line that is named and the one above it for a bracket, quote, colon or indentation."
    meant = f"Did you mean `{word}` at the beginning of that line? If not: {general[0].lower()}{general[1:]}"
    assert diagnose(symptom).remedy == (meant if word else general)


@pytest.mark.parametrize(
    ("note", "remedy"),
    [
        ("missing a required argument: 'n'", "Restore the `def` line of the stub: it has no `n`."),
        ("too many positional arguments", "Restore the `def` line of the stub."),
    ],
)
def test_a_parameter_that_the_stub_lacks_is_named(note, remedy):
    told = f"total(x) is asked for, total(x, n) was found: {note}"
    assert diagnose(ended("wrong-signature", told)).remedy == remedy


def test_what_could_not_be_read():
    unreadable = diagnose(ended("unreadable", "it is another case's"))
    assert unreadable.message == "total: what the check saw could not be read (it is another case's)."


SMALL_CALL = (
    "Compare each line of the function with the rule: total adds up. "
    "`grade repro sums.total` prints a failing call as a script that you can run and change."
)
NUMBERED = tensor([float(i) for i in range(8)])
MATRIX = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
# Values or shapes, and what is proved about why: the cause, and the remedy.
PROVED = {
    "a size": (
        (tensor([[1.0, 2.0]]), tensor([[1.0, 2.0, 3.0]])), "Dimension 1 is 3, expected 2.",
        "Look at what sets the size of that dimension: bounds of a slice, the `dim` of an operation, a layer. "
        "The rule: total adds up.",
    ),
    "a dimension less": (
        (MATRIX, ONES), "The result has 1 dimension, expected 2.",
        "Keep the dimension, by a slice in place of an index or by `keepdim=True`, or add it with `unsqueeze`. "
        "The rule: total adds up.",
    ),
    "a dimension more": (
        (ONES, MATRIX), "The result has 2 dimensions, expected 1.",
        "Drop the dimension: by an index in place of a slice, by a reduction over it, or by `squeeze(dim)`. "
        "The rule: total adds up.",
    ),
    "no dimension": (
        (ONES, tensor(3.0)), "The result has 0 dimensions, expected 1.",
        "Keep the dimension, by a slice in place of an index or by `keepdim=True`, or add it with `unsqueeze`. "
        "The rule: total adds up.",
    ),
    "another order of sizes": (
        (MATRIX, tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])), "The sizes are the expected ones in another order.",
        "Swap the dimensions with `transpose` or `permute`, or name the other `dim` in the operation. "
        "The rule: total adds up.",
    ),
    "nothing": (
        (ONES, tensor([1.0, 5.0])), "",
        SMALL_CALL,
    ),
    "what does not hold": (
        (FlagValue(True), FlagValue(False)), "By what the check saw, this does not hold: result.",
        SMALL_CALL,
    ),
    "what holds": (
        (FlagValue(False), FlagValue(True)), "By what the check saw, this holds, and should not: result.",
        SMALL_CALL,
    ),
    "words": (
        (TextValue("Hello, Ada!"), TextValue("Hello, Ada")), "",
        SMALL_CALL,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROVED)
def test_a_cause_is_what_the_difference_proves(name):
    (expected, actual), cause, remedy = PROVED[name]
    found = diagnose(differing(expected, actual))
    assert found.name in ("wrong-shape", "wrong-values")
    assert (found.cause, found.remedy) == (cause, remedy)


def test_the_page_of_wrong_values_does_not_say_that_no_cause_is_known():
    assert "cause" not in entry("wrong-values").page


def test_what_two_types_tell():
    found = diagnose(differing(NumberValue("float", (2.0).hex()), tensor([1.0])))
    assert (found.cause, found.remedy) == ("A tensor of one number is not a Python number.", "Call `.item()` on it.")
    found = diagnose(differing(ONES, TWO))
    assert (found.cause, found.remedy) == (
        "A Python number has no dtype or device.", "Leave out `.item()` and `int(...)`.",
    )  # fmt: skip
    found = diagnose(differing(TWO, TextValue("2")))
    told = "It comes out as str, and nothing on the way makes int of it."
    assert (found.cause, found.remedy) == (told, "Return the type that the docstring names.")
    found = diagnose(differing(NumberValue("float", (2.0).hex()), tensor([1.0, 2.0])))
    assert found.cause == "A tensor of shape (2,) came back, and nothing makes one number of it."
    found = diagnose(differing(SequenceValue("list", ()), OtherValue("map")))
    assert (found.cause, found.remedy) == (
        "A map gives its items later, one by one.",
        "Make a list of it: `list(...)`.",
    )


@pytest.mark.parametrize(
    ("call", "function", "is_told"),
    [
        ("total([1, 2])", "total", False),
        ("total(int64 array of shape (2,))", "total", True),
        ("Sums([1, 2])", "Sums", True),
    ],
)
def test_the_dtype_of_the_input_is_spoken_of_where_it_can_be_that(call, function, is_told):
    symptom = differing(tensor([1, 0], "torch.int64"), tensor([1, 0], "torch.int32"))
    case = msgspec.structs.replace(CASE, function=function)
    first, rule = "Name torch.int64 where the tensor is made, or convert to it.", "The rule: total adds up."
    told = " Where it is the input's that is asked for, take it from there (`dtype=x.dtype`)." if is_told else ""
    assert diagnose(dataclasses.replace(symptom, call=call, case=case)).remedy == f"{first}{told} {rule}"


MODES = {flag: SequenceValue("list", (FlagValue(flag), FlagValue(flag))) for flag in (True, False)}
MIXED = SequenceValue("list", (TRUE, FALSE))
PIXELS = np.linspace(0, 1, 5)
IMAGE = tensor((PIXELS - 0.286) / 0.353)
# What was seen, and how that comes about.
HOW = {
    "trains": (
        differing(MODES[False], MODES[True], suspect="wrong-mode"),
        "The model, or a layer in it, is in train mode: dropout leaves units out, batch norm goes by the batch.",
    ),
    "measures": (
        differing(TRUE, FALSE, suspect="wrong-mode"),
        "The model is in eval mode there: dropout does nothing, and batch norm keeps its statistics as they are.",
    ),
    "both modes": (differing(MODES[True], MIXED, suspect="wrong-mode"), ""),
    "no step": (
        differing(NumberValue("int", "1"), NumberValue("int", "0"), suspect="missing-step"),
        "The optimizer that the check watches does not step once where it has to.",
    ),
    "steps": (
        differing(THREE, NumberValue("int", "1"), suspect="missing-step"),
        "The optimizer that the check watches does not step 2 times where it has to.",
    ),
    "too many steps": (differing(NumberValue("int", "1"), THREE, suspect="missing-step"), ""),
    "an assertion": (
        differing(VALUE_ERROR, RaisedValue(("builtins.AssertionError", "builtins.Exception"), "")),
        "The input is left to an assertion, and one that fails raises AssertionError.",
    ),
    "another exception": (
        differing(VALUE_ERROR, RUNTIME_ERROR),
        "The RuntimeError is raised in place of ValueError, or comes of work on that input before anything refuses it.",
    ),
    "no graph": (
        differing(tensor([1.0], requires_grad=True), tensor([1.0])),
        "A step hands on numbers without their history, as item, detach, NumPy and no_grad do.",
    ),
    "no gradient": (
        differing(ONES, NoneValue(), suspect="missing-gradient"),
        "Backward did not come to that tensor: a step on the way is not recorded, or goes through another tensor.",
    ),
    "cleared": (
        differing(TextValue("as found"), TextValue(".grad went from a tensor to None"), suspect="gradient-left-behind"),
        "The gradient that the caller has there is cleared.",
    ),
    "left": (
        differing(TextValue("as found"), TextValue(".grad went from None to a tensor"), suspect="gradient-left-behind"),
        "A backward pass runs into the caller's own tensor, and its gradient stays there.",
    ),
    "written": (
        differing(TextValue("as found"), TextValue("the numbers in .grad changed"), suspect="gradient-left-behind"),
        "The gradient of the caller is written to, in place or by a backward pass, which adds.",
    ),
    "not as found": (
        differing(TRUE, FALSE, suspect="gradient-left-behind"),
        "Something here clears that gradient, or writes into it. It is only to be read.",
    ),
    "between 0 and 1": (
        differing(IMAGE, tensor(PIXELS), suspect="not-normalized"),
        "All numbers of this result lie between 0 and 1, where numbers below 0 are due.",
    ),
    "up to 255": (
        differing(IMAGE, tensor((255 * PIXELS - 0.286) / 0.353), suspect="not-normalized"),
        "There are numbers up to 721.6, as of pixels that are not scaled to [0, 1] before.",
    ),
    "another mean": (
        differing(IMAGE, tensor((PIXELS - 0.5) / 0.353), suspect="not-normalized"),
        "The scaling, the mean or the standard deviation is another one than the task names, or is left out somewhere.",
    ),
    "flag of the caller's": (
        differing(TRUE, FALSE, suspect="requires-grad-changed", argument="x"),
        "The flag is switched on the caller's own tensor, and nothing puts it back.",
    ),
    "flag of the result's": (differing(TRUE, FALSE, suspect="requires-grad-changed"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HOW)
def test_a_cause_says_how_what_was_seen_comes_about(name):
    symptom, cause = HOW[name]
    assert diagnose(symptom).cause == cause


def test_the_name_of_an_observation_may_turn_a_flag_round():
    seen, expected = (evidence(("passes in eval mode", flag, {"suspect": "wrong-mode"})) for flag in (FALSE, TRUE))
    assert diagnose(symptom_of(CASE, expected, seen)).cause == ""


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ("gradient mode: True before the call, False after",
         "It is a setting of the whole program: it is switched here, and not put back, or not in every case."),
        ("seed", "The generator that all random numbers come from is seeded here."),
    ],
)  # fmt: skip
def test_global_state_is_changed_in_the_way_of_its_kind(change, cause):
    changed = evidence(("result", ONES), state_changes=(change,))
    assert diagnose(symptom_of(CASE, evidence(("result", ONES)), changed)).cause == cause


def test_printing_is_not_returning():
    silent = evidence(("result", NoneValue()))
    found = symptom_of(CASE, evidence(("result", ONES)), dataclasses.replace(silent, printed="3"))
    assert diagnose(found).cause == "Something was printed; printing is not returning."


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ("gradient mode: True before the call, False after", "Use `with torch.no_grad():`, which undoes itself."),
        ("default device: cpu before the call, cuda after",
         "Give `device=` where a tensor is made, and leave the default alone."),
        ("anomaly mode: False before the call, True after",
         "Leave out the call that switches it, or put the old value back in a `finally`."),
        (
            "seed",
            "Leave torch's generator unseeded; where the contract has a seed, give it to a `torch.Generator`, or work "
            "under `with torch.random.fork_rng():`.",
        ),
    ],
)  # fmt: skip
def test_global_state_is_left_alone_in_the_way_of_its_kind(change, remedy):
    changed = evidence(("result", ONES), state_changes=(change,))
    assert diagnose(symptom_of(CASE, evidence(("result", ONES)), changed)).remedy == remedy


def test_texts_are_quoted_about_what_differs():
    found = diagnose(differing(TextValue("Hello, Ada!"), TextValue("Hello, Ada")))
    assert found.message == 'total: result is "Hello, Ada"; "Hello, Ada!" is expected.'
    long = "a" * 100
    found = diagnose(differing(TextValue(f"{long}b{long}"), TextValue(f"{long}c{long}")))
    assert found.actual == f'"...{"a" * 30}c{"a" * 49}..."'


def test_numbers_that_are_near_are_written_until_they_differ():
    found = diagnose(
        differing(NumberValue("float", (1.0).hex()), NumberValue("float", (1.0000001).hex()), rtol=1e-9, atol=0)
    )
    assert found.message == "total: result is 1.0000001; about 1 is expected."


def test_types_are_told_by_their_own_names():
    expected, actual = (
        ModuleValue(name, (), ()) for name in ("exercises.checks.test_modules.Mixed", "torch.nn.modules.linear.Linear")
    )
    assert diagnose(differing(expected, ONES)).message == "total: torch.Tensor came back where Mixed is expected."
    assert diagnose(differing(actual, ONES)).message == "total: torch.Tensor came back where nn.Linear is expected."


def test_of_modules_those_parts_are_told_that_differ():
    linear, relu = ("fc1", "torch.nn.modules.linear.Linear"), ("relu", "torch.nn.modules.activation.ReLU")
    weight = ("fc1.weight", (3, 2), "torch.float32", True)
    frozen = ("fc1.weight", (3, 2), "torch.float32", False)
    more = diagnose(differing(ModuleValue("Net", (linear, relu), ()), ModuleValue("Net", (linear,), ())))
    assert more.message == "total: no such children came back in place of children relu: nn.ReLU."
    order = diagnose(differing(ModuleValue("Net", (linear, relu), ()), ModuleValue("Net", (relu, linear), ())))
    assert order.actual == "children relu: nn.ReLU, fc1: nn.Linear"
    held = diagnose(differing(ModuleValue("Net", (linear,), (weight,)), ModuleValue("Net", (linear,), (frozen,))))
    assert (held.actual, held.expected) == (
        "parameters fc1.weight: (3, 2) torch.float32 without requires_grad",
        "parameters fc1.weight: (3, 2) torch.float32",
    )  # fmt: skip


def test_what_a_single_number_and_the_global_generator_are_told_as():
    half, less = NumberValue("float", (0.5).hex()), NumberValue("float", (0.3).hex())
    assert diagnose(differing(half, less)).message == "total: result is 0.3; about 0.5 is expected."
    mean, other = NumberValue("float", (0.0174).hex()), NumberValue("float", (0.497).hex())
    found = diagnose(differing(mean, other, atol=0.06, rtol=0))
    assert found.message == "total: result is 0.497; 0.0174 (give or take 0.06) is expected."
    changed = evidence(("result", ONES), state_changes=("seed",))
    assert diagnose(symptom_of(CASE, evidence(("result", ONES)), changed)).message == (
        "total: global state stays changed after the call (the seed of torch's global generator)."
    )


def test_an_argument_is_told_by_its_own_name():
    before, after = TextValue("as before"), TextValue("changed")
    name = "x after the call"
    for suspect, told in (
        ("input-modified", "the argument x was changed by the call (changed)."),
        ("gradient-left-behind", "the call changed x: changed."),
        ("requires-grad-changed", "the call changed x: changed."),
    ):
        seen = [evidence((name, value, {"suspect": suspect, "argument": "x"})) for value in (before, after)]
        assert diagnose(symptom_of(CASE, *seen)).message == f"total: {told}"


def test_what_a_look_tells_comes_with_the_words():
    assert diagnose(differing(ONES, tensor([1.0, 2.0, 3.0]))).pictures == (Shapes(actual=(3,), expected=(2,)),)


def test_a_diagnosis_without_pictures_is_written_without_them():
    written = msgspec.json.decode(msgspec.json.encode(diagnose(differing(ONES, TRUE))))
    assert list(written) == ["name", "message", "actual", "expected", "where", "cause", "remedy"]


@pytest.mark.parametrize("name", LADDER)
def test_the_docstring_of_its_file_is_what_explains_it(name):
    text = Path(import_module(f"tensorgrade.judgement.diagnoses.{name.replace('-', '_')}").__file__).read_text()
    assert entry(name).page == ast.get_docstring(ast.parse(text), clean=False).strip() != ""


def test_there_is_no_such_name():
    with pytest.raises(KeyError):
        entry("no-such-name")


SLOW = {"network-access": [pytest.mark.slow]}  # its example imports torchvision


@pytest.mark.parametrize("name", [pytest.param(name, marks=SLOW.get(name, [])) for name in LADDER])
def test_pages_explain_and_their_examples_run(name):
    page = entry(name).page
    sections = ["## Why PyTorch behaves so", "## Example", "## How to find it"]
    assert re.findall(r"^## .*$", page, re.MULTILINE) == sections
    assert page.partition("\n\n")[0].endswith(".")
    example = page.partition("## Example")[2].partition("## How to find it")[0]
    assert ">>>" in example
    flags = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    test = doctest.DocTestParser().get_doctest(re.sub(r"```.*", "", example), {}, name, None, 0)
    assert doctest.DocTestRunner(verbose=False, optionflags=flags).run(test).failed == 0
