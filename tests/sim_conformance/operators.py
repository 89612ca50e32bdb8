"""Cases from torch's own tables: every operator that torch lists with samples of its input (OpInfo).

The tables are made for torch's tests and need `expecttest`, which the development extra installs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

import torch
from torch.utils._pytree import tree_map_only

from sim_conformance.outcome import Case

# Operators that are not expected to agree, each with its reason.
KNOWN = {
    "sparse.sampled_addmm": "sparse tensors are not simulated",
    "sparse.mm": "sparse tensors are not simulated",
    "to_sparse": "sparse tensors are not simulated",
    "to": "its samples name the CPU as the device to go to",
    "tensor_split": "torch takes its indices on the CPU alone",
    "nn.functional.scaled_dot_product_attention": "its results have other strides than the CPU's",
}


def operator_cases(samples: int, every: int = 1) -> Iterator[Case]:
    """Return cases for one in `every` operator of torch's tables, at most `samples` of each, with gradients if any."""
    from torch.testing._internal.common_methods_invocations import op_db

    for op in op_db[::every]:
        if op.name in KNOWN or not op.dtypes:  # without a dtype it is not for the CPU
            continue
        dtype = torch.float32 if torch.float32 in op.dtypes else sorted(op.dtypes, key=str)[0]
        torch.manual_seed(0)
        drawn = op.sample_inputs("cpu", dtype, requires_grad=False)
        found = (sample for sample in drawn if not sample.kwargs.get("sparse"))  # sparse gradients are not simulated
        differentiable = dtype is torch.float32 and op.supports_autograd
        for number, sample in enumerate(islice(found, samples)):
            name = " ".join(part for part in (op.name, op.variant_test_name, str(number)) if part)
            yield Case(name, partial(run_sample, op.op, sample, differentiable), unset="empty" in op.name)


def run_sample(op: object, sample: object, differentiable: bool, device: str) -> object:
    """Run an operator on copies of a sample's tensors on a device; return its results and the input's gradients."""
    leaves: list[torch.Tensor] = []

    def placed(tensor: torch.Tensor) -> torch.Tensor:
        copy = tensor.detach().to(device, copy=True)
        if differentiable and copy.is_floating_point():
            leaves.append(copy.requires_grad_())
        return copy

    call = (sample.input, sample.args, {**sample.kwargs})
    entry, args, kwargs = tree_map_only(torch.Tensor, placed, call)
    if "device" in kwargs:
        kwargs["device"] = device
    entry, args = tree_map_only(torch.Tensor, unleafed, (entry, args))
    result = op(entry, *args, **kwargs)
    first = result[0] if isinstance(result, list | tuple) and result else result
    if not leaves or not isinstance(first, torch.Tensor) or not first.requires_grad:
        return result
    total = first.abs().sum()
    return [result, torch.autograd.grad(total, leaves, allow_unused=True)]


def unleafed(tensor: torch.Tensor) -> torch.Tensor:
    """Return the same tensor as a result, for operators that write to their input refuse a leaf."""
    return tensor.view_as(tensor) if tensor.requires_grad else tensor
