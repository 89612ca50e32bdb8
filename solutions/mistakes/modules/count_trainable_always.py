"""count_parameters: wrong-values

Frozen parameters are left out always, and not only when trainable_only is set.
"""


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
