"""count_parameters: wrong-values

Only parameters whose name ends in weight are counted; biases and parameters of other names are left out.
"""


def count_parameters(model, trainable_only=False):
    return sum(
        p.numel()
        for name, p in model.named_parameters()
        if name.endswith("weight") and (p.requires_grad or not trainable_only)
    )
