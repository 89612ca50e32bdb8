"""add_on_first_device: raised

The tensor is asked for a method that it does not have.
"""


def add_on_first_device(a, b):
    return a + b.to_device(a.device)
