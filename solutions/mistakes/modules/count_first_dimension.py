"""count_parameters: wrong-values

len of a tensor is the size of its first dimension, not how many numbers it holds.
"""


def count_parameters(model, trainable_only=False):
    return sum(len(p) if p.dim() else 1 for p in model.parameters() if p.requires_grad or not trainable_only)
