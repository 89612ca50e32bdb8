"""Probes: memory, changes, calls, operations."""

import doctest
import pkgutil
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tensorgrade.probes import (
    BY_BATCHES,
    count_backward_passes,
    count_operations,
    count_saved_tensors,
    difference,
    kind_of_mean,
    module_state,
    shares_memory,
    spy_on_model,
    spy_on_optimizer,
)
from tensorgrade.worker import probes

FILES = [module.name for module in pkgutil.iter_modules(probes.__path__)]


def test_memory():
    x, a = torch.arange(6.0), np.zeros(3)
    assert shares_memory(x, x[2:]) and shares_memory(x, x.view(2, 3).t()) and shares_memory(torch.from_numpy(a), a)
    assert shares_memory(a, a[1:])
    assert not shares_memory(x, x.clone()) and not shares_memory(x, 3) and not shares_memory(a, a.copy())
    assert not shares_memory(torch.empty(0), torch.empty(0))


def leaf(grad=None):
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    x.grad = grad
    return x


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (torch.ones(2), torch.ones(2), ("", "")),
        (torch.tensor([float("nan")]), torch.tensor([float("nan")]), ("", "")),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 5.0]), ("values", "element [1] went from 2 to 5")),
        (torch.tensor(1.0), torch.tensor(3.0), ("values", "its value went from 1 to 3")),
        (torch.ones(2), torch.ones(3), ("shape", "its shape went from (2,) to (3,)")),
        (torch.ones(1), torch.ones(1).double(), ("dtype", "it went from torch.float32 on cpu to torch.float64 on cpu")),
        (torch.ones(1), 3, ("structure", "it is not a tensor any more")),
        (leaf(), leaf().detach(), ("requires_grad", "requires_grad went from True to False")),
        (leaf(), leaf(torch.ones(2)), ("grad", ".grad went from None to a tensor")),
        (leaf(torch.ones(2)), leaf(torch.zeros(2)), ("grad", "the numbers in .grad changed")),
        (np.ones(2), np.zeros(2), ("values", "its values changed")),
        ([1, 2], [1], ("structure", "its items changed")),
        ([1, [2, torch.ones(1)]], [1, [2, torch.zeros(1)]], ("values", "1: 1: element [0] went from 1 to 0")),
        ({"a": 1}, {"b": 1}, ("structure", "its keys changed")),
        ({"a": 1}, {"a": 2}, ("values", "'a': it went from 1 to 2")),
        ("x", "x", ("", "")),
    ],
)
def test_what_changed(before, after, told):
    assert difference(before, after) == told


def test_a_model_s_mode():
    model = nn.Sequential(nn.Dropout())
    before = module_state(model)
    model.eval()
    assert difference(before, model) == ("mode", "'mode of the model': it went from True to False")


def test_operations_and_numbers_that_leave_tensors_are_counted():
    x = torch.ones(100)
    one = count_operations(lambda: x + 1)
    assert one == 1
    assert count_operations(lambda: [x[i] + 1 for i in range(100)]) >= 200
    assert count_operations(lambda: sum(x.tolist())) >= 100


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (17 / 7, "mean over samples"),
        (7 / 3, "mean over batches"),
        (7 / 7, "sum over batches, divided by the samples"),
        (17 / 3, "sum over samples, divided by the batches"),
        (17 / 9, "sum over samples, divided as if all batches were full"),
        (21 / 7, "sum as if all batches were full, divided by the samples"),
        (17.0, "sum over samples"),
        (7.0, "sum over batches"),
        (1700 / 7, "percent"),
        (2.0, "mean of the last batch"),
        (3.3, ""),
        (float("nan"), ""),
    ],
)
def test_what_summary_a_number_is(number, kind):
    assert kind_of_mean(number, [(1.0, 3), (4.0, 3), (2.0, 1)]) == kind


def test_a_number_that_only_comes_near_is_no_summary():
    batches = [(1.0, 3), (4.0, 1)]
    assert [kind_of_mean(2.5 * factor, batches) for factor in (1 + 1e-6, 1 + 1e-4)] == ["mean over batches", ""]


def test_a_mean_over_batches_of_one_size_is_one_over_samples():
    assert kind_of_mean(2.0, [(1.0, 3), (3.0, 3)]) == "mean over samples" not in BY_BATCHES


def test_a_model_s_passes():
    model = nn.Sequential(nn.Linear(2, 1))
    with spy_on_model(model) as spy:
        model.eval()
        with torch.no_grad():
            model(torch.ones(3, 2))
    (whole,) = spy.of()
    assert (whole.samples, whole.training, whole.grad_enabled, whole.device) == (3, False, False, "cpu")
    assert len(spy.of("0")) == 1
    model(torch.ones(1, 2))
    assert len(spy.passes) == 2


def test_an_optimizer_s_steps():
    w = nn.Parameter(torch.ones(1))
    optimizer = torch.optim.SGD([w], lr=0.1)
    with spy_on_optimizer(optimizer) as spy:
        optimizer.step()
        w.sum().backward()
        optimizer.step()
    optimizer.step()
    assert spy.steps == 2
    assert [None if one is None else one.item() for (one,) in spy.gradients] == [None, 1.0]


def test_backward_passes_and_saved_tensors():
    w = torch.ones(2, requires_grad=True)
    with count_backward_passes(w) as passes:
        (w * w).sum().backward()
        w.sum().backward()
    assert len(passes) == 2
    with count_saved_tensors() as saved:
        w.exp()
        with torch.no_grad():
            w.exp()
    assert saved == [1]


@pytest.mark.parametrize("name", FILES)
def test_the_examples_of_a_probe_are_true(name):
    module = import_module(f"tensorgrade.worker.probes.{name}")
    assert set(module.__all__) <= set(vars(module))
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


def test_the_example_of_the_public_module_is_true():
    assert doctest.testmod(import_module("tensorgrade.probes")) == (0, 4)


def test_what_is_no_probe_is_told():
    with pytest.raises(AttributeError, match=r"^module 'tensorgrade.probes' has no attribute 'spy'$"):
        _ = import_module("tensorgrade.probes").spy


def test_a_file_more_is_a_probe_more(tmp_path):
    shutil.copytree(
        Path(probes.__file__).parents[2], tmp_path / "tensorgrade", ignore=shutil.ignore_patterns("__pycache__")
    )
    fresh = tmp_path / "tensorgrade" / "worker" / "probes" / "fresh.py"
    fresh.write_text('__all__ = ["answer"]\n\n\ndef answer():\n    return 42\n')
    command = [sys.executable, "-c", "from tensorgrade.probes import answer; print(answer())"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("42\n", "")
