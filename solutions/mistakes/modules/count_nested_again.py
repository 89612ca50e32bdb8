"""count_parameters: wrong-values

parameters() already walks the nested modules; the loop over modules() counts nested parameters once for every
level.
"""


def count_parameters(model, trainable_only=False):
    total = 0
    for module in model.modules():
        for p in module.parameters():
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total
