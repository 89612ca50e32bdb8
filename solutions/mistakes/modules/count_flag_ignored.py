"""count_parameters: wrong-values

trainable_only is not looked at, so frozen parameters are always counted.
"""


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters())
