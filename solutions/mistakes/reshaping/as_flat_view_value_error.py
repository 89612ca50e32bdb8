"""as_flat_view: wrong-exception

For a tensor without a flat view a ValueError is raised where a RuntimeError is asked for.
"""


def as_flat_view(x):
    try:
        return x.view(-1)
    except RuntimeError as error:
        raise ValueError("x has no flat view") from error
