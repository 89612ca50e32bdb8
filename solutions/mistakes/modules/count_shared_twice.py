"""count_parameters: wrong-values

Each module's own parameters are added up, so a parameter that two layers share is counted two times.
"""


def count_parameters(model, trainable_only=False):
    total = 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total
