"""Which operands must share a device, and what torch says when they do not.

In: an operator and the operands that reached the simulated accelerator. Out: nothing, or the RuntimeError that torch
raises for CUDA, with the same words. Most operators on several tensors are checked by torch itself before they get
here; these are the rest. CUDA has three rules: element-by-element operators take one zero-dimensional CPU tensor
beside theirs, indexing takes CPU indices, and all others take nothing from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import torch
from torch._ops import OpOverload

# Copies have an operand on each side by purpose; the optimizers keep their step counts on the CPU.
CROSSING = {"copy_", "_copy_from", "_copy_from_and_resize", "is_set_to"}
INDEXING = {"index", "_index_put_impl_", "index_put_", "index_put"}
# Operators that walk their operands together (TensorIterator) and lack torch's tag for it.
ITERATING = {
    "bernoulli_", "equal", "fill_", "floor_divide", "floor_divide_", "index_fill_", "isin", "masked_fill_", "mse_loss",
    "normal", "rsub", "smooth_l1_loss", "where",
}  # fmt: skip


def check_devices(op: OpOverload, args: Sequence[object], kwargs: dict[str, object]) -> None:
    """Raise RuntimeError when an operand is on a device where this operator does not take it from."""
    name = op._opname
    if name in CROSSING or name.startswith("_fused_"):
        return
    operands = list(_operands(op, args, kwargs))
    if name in INDEXING:
        _check_indices(operands)
        operands = [(argument, tensor) for argument, tensor in operands if argument not in ("indices", "values")]
        operands += [("values", tensor) for tensor in _values(args, kwargs) if tensor.dim()]
    if torch.Tag.pointwise in op.tags or name in ITERATING or name in INDEXING or name.startswith("_foreach_"):
        _check_iterated(operands)
    elif name == "convolution":
        _check_convolution(operands)
    else:
        _check_strictly(op, operands)


def check_outputs(outputs: Iterable[torch.Tensor]) -> None:
    """Raise RuntimeError when a tensor to write to (out=) lies elsewhere."""
    for tensor in outputs:
        if tensor.is_cpu:
            raise RuntimeError(f"Expected out tensor to have device sim:0, but got {tensor.device} instead")


def _check_iterated(operands: list[tuple[str, torch.Tensor]]) -> None:
    others = [tensor for _, tensor in operands if tensor.device.type != "sim"]
    if len(others) == len(operands):
        return
    for tensor in others:
        if tensor.dim() or not tensor.is_cpu:
            raise RuntimeError(
                "Expected all tensors to be on the same device, but found at least two devices, "
                f"sim:0 and {tensor.device}!"
            )


def _check_indices(operands: list[tuple[str, torch.Tensor]]) -> None:
    """Indices may be on the CPU or where the indexed tensor is."""
    place = operands[0][1].device
    if any(name == "indices" and not one.is_cpu and one.device != place for name, one in operands):
        raise RuntimeError(f"indices should be either on cpu or on the same device as the indexed tensor ({place})")


def _check_convolution(operands: list[tuple[str, torch.Tensor]]) -> None:
    """Convolutions compare the types that tensors had before they had devices."""
    (_, entry), *parameters = operands
    for argument, tensor in parameters:
        if tensor.device != entry.device:
            alternative = " or input should be a MKLDNN tensor and weight is a dense tensor" if entry.is_cpu else ""
            raise RuntimeError(
                f"Input type ({entry.type()}) and {argument} type ({tensor.type()}) should be the same{alternative}"
            )


def _check_strictly(op: OpOverload, operands: list[tuple[str, torch.Tensor]]) -> None:
    for argument, tensor in operands[1:]:
        common = operands[0][1].device
        if tensor.device != common:
            raise RuntimeError(
                f"Expected all tensors to be on the same device, but got {argument} is on {tensor.device}, different "
                f"from other tensors on {common} (when checking argument in method {wrapper_name(op)})"
            )


def wrapper_name(op: OpOverload) -> str:
    """Name the function that torch names in its error: wrapper_CUDA_addmm, with our device in it.

    Operators that torch has in one structured form come here as their out= variant, and are told by their plain name;
    the others have one more underscore.
    """
    structured = any(argument.is_out for argument in op._schema.arguments) or _has_structure(op.name())  # type: ignore[no-untyped-call]
    overload = op._overloadname.removesuffix("out").removesuffix("_")
    if overload in ("default", "output", "grad_input", "U", "X", "L"):
        overload = ""
    name = op._opname + (f"_{overload}" if overload else "")
    return f"wrapper_SIM_{name}" if structured else f"wrapper_SIM__{name}"


def _has_structure(name: str) -> bool:
    """Tell whether torch made an operator's plain form from a structured one."""
    return torch._C._dispatch_has_kernel_for_dispatch_key(name, "CompositeExplicitAutogradNonFunctional")


def _operands(op: OpOverload, args: Sequence[object], kwargs: dict[str, object]) -> Iterator[tuple[str, torch.Tensor]]:
    """Go through the tensors among the arguments, those to write to (out=) excepted."""
    for place, argument in enumerate(op._schema.arguments):
        value = args[place] if place < len(args) else kwargs.get(argument.name)
        if argument.is_out:
            continue
        for tensor in value if isinstance(value, list | tuple) else (value,):
            if isinstance(tensor, torch.Tensor):
                yield argument.name, tensor


def _values(args: Sequence[object], kwargs: dict[str, object]) -> list[torch.Tensor]:
    """Return the values that an index_put writes."""
    value = args[2] if len(args) > 2 else kwargs.get("values")
    return [value] if isinstance(value, torch.Tensor) else []
