"""count_parameters: wrong-values

requires_grad is compared with trainable_only, so without the flag only the frozen parameters are counted.
"""


def count_parameters(model, trainable_only=False):
    total = 0
    for p in model.parameters():
        if p.requires_grad == trainable_only:
            total += p.numel()
    return total
