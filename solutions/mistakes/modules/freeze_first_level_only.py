"""freeze: requires-grad-changed

Only parameters of the direct children are frozen; those of nested modules still require grad.
"""


def freeze(module):
    for child in [module, *module.children()]:
        for p in child.parameters(recurse=False):
            p.requires_grad_(False)
    return module
