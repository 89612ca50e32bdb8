"""freeze: requires-grad-changed

eval() changes the mode of dropout and batch norm; every parameter still requires grad.
"""


def freeze(module):
    return module.eval()
