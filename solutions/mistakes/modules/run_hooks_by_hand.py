"""run: bypassed-call

forward is called by name and the forward hooks by hand; pre-hooks, and what a hook returns, are left out.
"""


def run(model, x):
    out = model.forward(x)
    for hook in model._forward_hooks.values():
        hook(model, (x,), out)
    return out
