"""count_parameters: wrong-values

The parameter tensors are counted, and not the numbers in them.
"""


def count_parameters(model, trainable_only=False):
    return len([p for p in model.parameters() if not trainable_only or p.requires_grad])
