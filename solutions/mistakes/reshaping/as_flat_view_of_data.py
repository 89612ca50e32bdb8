"""as_flat_view: missing-gradient

`.data` lies on the same storage but outside the graph, so no gradient gets back to x.
"""


def as_flat_view(x):
    return x.data.view(-1)
