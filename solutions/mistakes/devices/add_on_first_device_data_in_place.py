"""add_on_first_device: input-modified

The sum is written into the memory of a, so the caller's tensor changes.
"""


def add_on_first_device(a, b):
    a.data.add_(b.data.to(a.device))
    return a
