"""count_parameters: wrong-values

Only the model's children are walked, so parameters of the model itself are left out, and a model that is one
layer has none.
"""


def count_parameters(model, trainable_only=False):
    seen = set()
    for child in model.children():
        seen.update(p for p in child.parameters() if p.requires_grad or not trainable_only)
    return sum(p.numel() for p in seen)
