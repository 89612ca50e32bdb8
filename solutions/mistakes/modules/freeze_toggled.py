"""freeze: requires-grad-changed

Each flag is turned over, so a parameter that was frozen requires grad again.
"""


def freeze(module):
    for p in module.parameters():
        p.requires_grad = not p.requires_grad
    return module
