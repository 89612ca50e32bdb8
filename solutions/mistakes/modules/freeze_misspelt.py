"""freeze: requires-grad-changed

The attribute is spelt require_grad, which Python adds to each tensor in silence; requires_grad stays on.
"""


def freeze(module):
    for p in module.parameters():
        p.require_grad = False
    return module
