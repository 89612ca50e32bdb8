"""freeze: requires-grad-changed

The loop walks the children, so parameters that belong to the module itself still require grad.
"""


def freeze(module):
    for child in module.children():
        child.requires_grad_(False)
    return module
