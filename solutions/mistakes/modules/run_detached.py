"""run: missing-gradient

The output is detached, so no gradient leads back to the model.
"""


def run(model, x):
    out = model(x)
    return out.detach() if hasattr(out, "detach") else out
