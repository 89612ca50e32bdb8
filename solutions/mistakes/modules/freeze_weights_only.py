"""freeze: requires-grad-changed

Only parameters whose name ends in weight are frozen; biases and others still require grad.
"""


def freeze(module):
    for name, p in module.named_parameters():
        if name.endswith("weight"):
            p.requires_grad = False
    return module
