"""as_flat_view: input-modified

The tensor of the caller itself gets another shape; a view is a second tensor on the same storage.
"""


def as_flat_view(x):
    flat = x.view(-1)
    x.data = flat.data
    return x
