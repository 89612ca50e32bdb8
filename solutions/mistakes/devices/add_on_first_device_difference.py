"""add_on_first_device: wrong-values

The difference of a and b comes back and not their sum.
"""


def add_on_first_device(a, b):
    return a - b.to(a.device)
