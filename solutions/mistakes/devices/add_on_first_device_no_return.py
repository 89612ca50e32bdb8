"""add_on_first_device: wrong-type

The sum is computed and not returned, so the result is None.
"""


def add_on_first_device(a, b):
    c = a + b.to(a.device)
