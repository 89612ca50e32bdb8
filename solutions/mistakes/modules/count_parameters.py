"""Known mistakes of count_parameters."""

import numpy as np


def first_dimension(model, trainable_only=False):
    """wrong-values: Only the size of each parameter's first dimension is counted, not all its numbers.
    remedy: Count all numbers of a parameter with `p.numel()`.
    """
    return sum(len(p) if p.dim() else 1 for p in model.parameters() if p.requires_grad or not trainable_only)


def flag_compared(model, trainable_only=False):
    """wrong-values: Without trainable_only the frozen parameters alone are counted, as if requires_grad had to equal
    the flag.
    remedy: Count a parameter when it requires grad, or when trainable_only is not set: join the two with `or`.
    """
    return sum(p.numel() for p in model.parameters() if p.requires_grad == trainable_only)


def flag_ignored(model, trainable_only=False):
    """wrong-values: The argument trainable_only has no say, and neither has requires_grad, so frozen parameters are
    counted in each case.
    remedy: With trainable_only, leave out each parameter whose `requires_grad` is False.
    """
    return sum(p.numel() for p in model.parameters())


def layers_only(model, trainable_only=False):
    """wrong-values: Only parameters of the model's children are counted: those of the model itself are left out.
    remedy: Loop over `model.parameters()`: it gives those of the model itself and of all nested modules.
    """
    seen = set()
    for child in model.children():
        seen.update(p for p in child.parameters() if p.requires_grad or not trainable_only)
    return sum(p.numel() for p in seen)


def nested_again(model, trainable_only=False):
    """wrong-values: A module's parameters include those of the modules nested in it, and these are counted again for
    themselves, once for every level.
    remedy: One loop over `model.parameters()` is enough: it walks the nested modules by itself.
    """
    return sum(count_parameters(module, trainable_only) for module in model.modules())


def numpy(model, trainable_only=False):
    """wrong-type: The count comes out of NumPy, whose sums and products are numbers of its own types; nothing makes a
    Python int of it.
    remedy: Count with `p.numel()`, a Python int, or wrap the sum in `int(...)`.
    """
    return sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad or not trainable_only)


def shared_twice(model, trainable_only=False):
    """wrong-values: Parameters are counted by the places where they stand, and nothing notes which ones have been
    counted, so a shared one counts for each place.
    remedy: Loop over `model.parameters()` once: it gives a shared parameter one time only.
    """
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total


def state_dict(model, trainable_only=False):
    """wrong-values: Buffers are counted too, and a shared parameter once for each place, as in a state_dict.
    remedy: Loop over `model.parameters()`: it leaves out buffers and gives a shared parameter one time only.
    """
    if trainable_only:
        return sum(p.numel() for p in model.parameters() if p.requires_grad)
    return sum(t.numel() for t in model.state_dict().values())


def tensor(model, trainable_only=False):
    """wrong-type: The count is added up by torch or put into a tensor, and a tensor of a single number is no int;
    nothing takes the number out.
    remedy: Turn the count into a Python int, with `int(...)` or `.item()`.
    """
    counts = [p.numel() for p in model.parameters() if p.requires_grad or not trainable_only]
    return torch.tensor(counts, dtype=torch.int64).sum()


def tensors(model, trainable_only=False):
    """wrong-values: The parameter tensors are counted, and not the numbers in them.
    remedy: Add up `p.numel()`, the numbers in each parameter, and not 1 for each.
    """
    return len([p for p in model.parameters() if not trainable_only or p.requires_grad])


def thaws(model, trainable_only=False):
    """requires-grad-changed: requires_grad of the parameters is changed while they are counted, so the model is not as
    found.
    remedy: Only read `p.requires_grad`, in the condition. Remove the line that assigns to it.
    """
    total = count_parameters(model, trainable_only)
    model.requires_grad_(True)
    return total


def trainable_always(model, trainable_only=False):
    """wrong-values: The argument trainable_only has no say: requires_grad alone decides what is counted, so frozen
    parameters are left out in each case.
    remedy: Leave out frozen parameters only when trainable_only is set.
    """
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def weights_only(model, trainable_only=False):
    """wrong-values: Only weights are counted; biases and parameters of other names are left out.
    remedy: Count all of `model.parameters()`, whatever their names are.
    """
    return sum(
        p.numel()
        for name, p in model.named_parameters()
        if name.endswith("weight") and (p.requires_grad or not trainable_only)
    )
