"""freeze: mode-not-restored

Besides freezing, the module is switched to eval mode, which is another matter.
"""


def freeze(module):
    module.eval()
    for p in module.parameters():
        p.requires_grad = False
    return module
