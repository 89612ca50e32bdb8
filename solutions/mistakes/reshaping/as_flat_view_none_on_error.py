"""as_flat_view: missing-exception

The error that tells that no view exists is caught and hidden; None is returned in its place.
"""


def as_flat_view(x):
    try:
        return x.view(-1)
    except RuntimeError as e:
        print("cannot view:", e)
        return None
