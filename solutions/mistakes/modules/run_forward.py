"""run: bypassed-call

forward is called by name, which goes past the hooks.
"""


def run(model, x):
    return model.forward(x)
