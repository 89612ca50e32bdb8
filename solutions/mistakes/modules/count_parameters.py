"""Known mistakes of count_parameters."""

import numpy as np


def first_dimension(model, trainable_only=False):
    """wrong-values: len of a tensor is the size of its first dimension, not how many numbers it holds."""
    return sum(len(p) if p.dim() else 1 for p in model.parameters() if p.requires_grad or not trainable_only)


def flag_compared(model, trainable_only=False):
    """wrong-values: requires_grad is compared with trainable_only, so without the flag only the frozen parameters are
    counted."""
    total = 0
    for p in model.parameters():
        if p.requires_grad == trainable_only:
            total += p.numel()
    return total


def flag_ignored(model, trainable_only=False):
    """wrong-values: trainable_only is not looked at, so frozen parameters are always counted."""
    return sum(p.numel() for p in model.parameters())


def layers_only(model, trainable_only=False):
    """wrong-values: Only the model's children are walked, so parameters of the model itself are left out, and a model
    that is one layer has none."""
    seen = set()
    for child in model.children():
        seen.update(p for p in child.parameters() if p.requires_grad or not trainable_only)
    return sum(p.numel() for p in seen)


def nested_again(model, trainable_only=False):
    """wrong-values: parameters() already walks the nested modules; the loop over modules() counts nested parameters
    once for every level."""
    total = 0
    for module in model.modules():
        for p in module.parameters():
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total


def numpy(model, trainable_only=False):
    """wrong-type: np.prod gives a NumPy number, and so does the sum; an int is asked for."""
    return sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad or not trainable_only)


def shared_twice(model, trainable_only=False):
    """wrong-values: Each module's own parameters are added up, so a parameter that two layers share is counted two
    times."""
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total


def state_dict(model, trainable_only=False):
    """wrong-values: The state_dict is counted: it holds buffers too, and a shared parameter once for each place."""
    if trainable_only:
        return sum(p.numel() for p in model.parameters() if p.requires_grad)
    return sum(t.numel() for t in model.state_dict().values())


def tensor(model, trainable_only=False):
    """wrong-type: The count is a tensor; an int is asked for."""
    counts = [p.numel() for p in model.parameters() if p.requires_grad or not trainable_only]
    return torch.tensor(counts, dtype=torch.int64).sum()


def tensors(model, trainable_only=False):
    """wrong-values: The parameter tensors are counted, and not the numbers in them."""
    return len([p for p in model.parameters() if not trainable_only or p.requires_grad])


def thaws(model, trainable_only=False):
    """requires-grad-changed: A misplaced assignment: requires_grad of each parameter is set while they are counted, so
    the model is not as found."""
    total = 0
    for p in model.parameters():
        if p.requires_grad or not trainable_only:
            total += p.numel()
        p.requires_grad = True
    return total


def trainable_always(model, trainable_only=False):
    """wrong-values: Frozen parameters are left out always, and not only when trainable_only is set."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def weights_only(model, trainable_only=False):
    """wrong-values: Only parameters whose name ends in weight are counted; biases and parameters of other names are
    left out."""
    return sum(
        p.numel()
        for name, p in model.named_parameters()
        if name.endswith("weight") and (p.requires_grad or not trainable_only)
    )
