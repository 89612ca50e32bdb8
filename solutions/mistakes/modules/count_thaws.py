"""count_parameters: requires-grad-changed

A misplaced assignment: requires_grad of each parameter is set while they are counted, so the model is not as
found.
"""


def count_parameters(model, trainable_only=False):
    total = 0
    for p in model.parameters():
        if p.requires_grad or not trainable_only:
            total += p.numel()
        p.requires_grad = True
    return total
