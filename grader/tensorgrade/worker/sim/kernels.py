"""How the simulated accelerator computes: every operator runs on the CPU, over the same memory.

In: an operator of torch whose tensors are (some of them) on `sim:0`. Out: its results as sim tensors. One fallback
serves all operators; it looks up, once for each, what kind of operator it is. Those that take memory stand in
allocation, the cells of recurrent networks in recurrent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload

from tensorgrade.worker.sim import allocation, recurrent
from tensorgrade.worker.sim.agreement import check_devices, check_outputs
from tensorgrade.worker.sim.generators import default_generator, host_generator
from tensorgrade.worker.sim.memory import CPU, ON_CPU, on_host, on_sim

aten = torch.ops.aten
Kernel = Callable[[tuple[Any, ...], dict[str, Any]], Any]

_kernels: dict[int, Kernel] = {}


def fallback(op: OpOverload, *args: Any, **kwargs: Any) -> Any:
    """Run any operator. Operators live as long as torch, so their ids are keys; their own hash is slow."""
    kernel = _kernels.get(id(op))
    if kernel is None:
        kernel = _kernels[id(op)] = make_kernel(op)
    return kernel(args, kwargs)


def make_kernel(op: OpOverload) -> Kernel:
    """Return what runs one operator, by its schema."""
    schema = op._schema
    if any(returned.alias_info and not returned.alias_info.is_write for returned in schema.returns):
        return view_kernel(op)
    if any(argument.name == "device" for argument in schema.arguments):
        return made_on_device(op, make_operator_kernel(op))
    if any(argument.name == "generator" for argument in schema.arguments):
        return drawing_from_generator(make_operator_kernel(op))
    if any(argument.is_out for argument in schema.arguments):
        return growing_outputs(op, make_operator_kernel(op))
    return make_operator_kernel(op)


def view_kernel(op: OpOverload) -> Kernel:
    """Views ask nothing of the numbers: the CPU's kernel makes them from the sim tensor and its own storage."""
    redispatch = op.redispatch
    return lambda args, kwargs: redispatch(ON_CPU, *args, **kwargs)


def make_operator_kernel(op: OpOverload) -> Kernel:
    """Compute over the same memory, and return results as sim tensors, those written to as themselves."""
    redispatch, call = op.redispatch, op._op
    places = [
        place
        for place, argument in enumerate(op._schema.arguments)
        if str(argument.type) == "Tensor" and not argument.is_out
    ]

    def kernel(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        crossing = Crossing()
        host_args = [crossing.to_host(arg) for arg in args]
        host_kwargs = {name: crossing.to_host(value) for name, value in kwargs.items()} if kwargs else kwargs
        if crossing.mixed:
            check_devices(op, args, kwargs)
        for place in places:
            # torch hands the 2 of `x * 2` as a number, and only the operator itself takes it for a tensor again.
            if place < len(args) and not isinstance(args[place], Tensor):
                return crossing.to_sim(with_number(call, host_args, place, host_kwargs))
        return crossing.to_sim(redispatch(ON_CPU, *host_args, **host_kwargs))

    return kernel


def with_number(call: Callable[..., Any], args: list[Any], place: int, kwargs: dict[str, Any]) -> Any:
    """Call an operator with a number for a tensor; one that takes none gets a tensor of the dtype that counts."""
    try:
        return call(*args, **kwargs)
    except RuntimeError as error:
        if "Unable to cast" not in str(error):
            raise
    number = args[place]
    dtype = torch.result_type(next(arg for arg in args if isinstance(arg, Tensor)), number)
    return call(*args[:place], torch.tensor(number, dtype=dtype, device=CPU), *args[place + 1 :], **kwargs)


class Crossing:
    """Takes the arguments of one call to the CPU and its results back."""

    __slots__ = ("mixed", "originals")

    def __init__(self) -> None:
        self.originals: dict[int, tuple[Tensor, Tensor]] = {}
        self.mixed = False

    def to_host(self, value: Any) -> Any:
        """Return a CPU tensor over the memory of a sim tensor, and lists of such; others as they are."""
        if isinstance(value, Tensor):
            if value.is_cpu or value.is_meta:
                self.mixed = True
                self.originals[id(value)] = value, value
                return value
            host = on_host(value)
            self.originals[id(host)] = value, host
            return host
        if isinstance(value, list | tuple):
            return [self.to_host(item) for item in value]
        return value

    def to_sim(self, value: Any) -> Any:
        """Return a CPU result as a sim tensor; an argument that was written to as itself."""
        if isinstance(value, Tensor):
            known = self.originals.get(id(value))
            return known[0] if known else on_sim(value)
        if isinstance(value, list | tuple):
            return type(value)(self.to_sim(item) for item in value)
        return value


def made_on_device(op: OpOverload, kernel: Kernel) -> Kernel:
    """Make what the operator makes on the device that is asked for, or where its tensor lies."""

    def made(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        device = kwargs.get("device")
        if device is None or device.type == "sim":
            return kernel(args, {**kwargs, "device": CPU, "pin_memory": None})
        return op(*[on_host(arg) if isinstance(arg, Tensor) else arg for arg in args], **kwargs)

    return made


def drawing_from_generator(kernel: Kernel) -> Kernel:
    """Draw random numbers from a sim generator."""

    def drawn(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return kernel(args, {**kwargs, "generator": host_generator(kwargs.get("generator"))})

    return drawn


def growing_outputs(op: OpOverload, kernel: Kernel) -> Kernel:
    """Let an out= tensor that has not the result's size be resized, which memory that came by DLPack cannot be."""
    names = [argument.name for argument in op._schema.arguments if argument.is_out]

    def grown(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        outs = {name: kwargs[name] for name in names if isinstance(kwargs[name], Tensor)}
        check_outputs(outs.values())
        if all(out.numel() for out in outs.values()):
            try:
                return kernel(args, kwargs)
            except RuntimeError as error:
                if "storage that is not resizable" not in str(error):
                    raise
        fresh = {name: torch.empty(0, dtype=out.dtype, device=CPU) for name, out in outs.items()}
        kernel(args, {**kwargs, **fresh})
        for name, out in outs.items():
            if out.shape == fresh[name].shape:
                on_host(out).copy_(fresh[name])
            else:
                allocation.adopt(out, fresh[name])
        results = tuple(kwargs[name] for name in names)
        return results[0] if len(results) == 1 else results

    return grown


def native_dropout(x: Tensor, p: float, train: bool | None) -> tuple[Tensor, Tensor]:
    """Zero elements at random as the CPU does it, and tell which were kept."""
    host = on_host(x)
    if train is False or p in (0.0, 1.0):
        kept = torch.full_like(host, train is False or p == 0.0, dtype=torch.bool)
        return on_sim(host * kept), on_sim(kept)
    noise = torch.empty_like(host).bernoulli_(1 - p, generator=default_generator)
    return on_sim(host * (noise / (1 - p))), on_sim(noise.bool())


def fused_choice(*args: Any, **kwargs: Any) -> int:
    """Choose how attention is computed: in plain operations."""
    return 0


KERNELS: dict[str, Callable[..., Any]] = {
    "native_dropout": native_dropout,
    "_fused_sdp_choice": fused_choice,
}


# What torch would take apart before it asks the device: computed in one piece, which is faster.
WHOLE = """
    convolution convolution_backward native_batch_norm_backward native_layer_norm clone
    add.Tensor add_.Tensor sub.Tensor sub_.Tensor mul.Tensor mul_.Tensor div.Tensor div_.Tensor rsub.Scalar
    neg abs exp log sqrt rsqrt sigmoid tanh pow.Tensor_Scalar pow.Tensor_Tensor clamp threshold_backward
    eq.Tensor ne.Tensor lt.Tensor le.Tensor gt.Tensor ge.Tensor
    eq.Scalar ne.Scalar lt.Scalar le.Scalar gt.Scalar ge.Scalar
    logical_and logical_or logical_not bitwise_and.Tensor bitwise_or.Tensor bitwise_not maximum minimum
    mm bmm addmm baddbmm sum sum.dim_IntList mean mean.dim any any.dim all all.dim argmax argmin max.dim min.dim amax
    _softmax _softmax_backward_data _log_softmax _log_softmax_backward_data nll_loss_forward nll_loss_backward
    mse_loss smooth_l1_loss cat index.Tensor gather index_select scatter_add cumsum sort.stable topk
    zeros_like ones_like empty_like full_like new_empty new_zeros new_ones new_full
    _foreach_add_.List _foreach_add_.Scalar _foreach_mul_.Scalar _foreach_addcmul_.Scalar _foreach_addcdiv_.ScalarList
    _foreach_lerp_.Scalar _foreach_sqrt _foreach_div_.ScalarList _foreach_add.List _foreach_mul_.Tensor
""".split()  # noqa: SIM905 (one word a line would be a page)


def bound(op: OpOverload) -> Callable[..., Any]:
    """Return an operator's kernel as torch calls it."""
    kernel = make_kernel(op)
    return lambda *args, **kwargs: kernel(args, kwargs)


def register() -> list[torch.library.Library]:
    """Register the kernels with torch; they stay as long as the returned libraries live."""
    everything = torch.library.Library("_", "IMPL")  # type: ignore[no-untyped-call]
    everything.fallback(fallback, "PrivateUse1")  # type: ignore[no-untyped-call]
    everything.fallback(torch.library.fallthrough_kernel, "AutocastPrivateUse1")  # type: ignore[no-untyped-call]
    named = torch.library.Library("aten", "IMPL")  # type: ignore[no-untyped-call]
    for name, kernel in {**KERNELS, **allocation.KERNELS, **recurrent.KERNELS}.items():
        named.impl(name, kernel, "PrivateUse1")  # type: ignore[no-untyped-call]
    for name in WHOLE:
        base, _, overload = name.partition(".")
        op = getattr(getattr(aten, base), overload or "default")
        named.impl(name, bound(op), "PrivateUse1")  # type: ignore[no-untyped-call]
    return [everything, named]
