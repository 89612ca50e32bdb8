"""add_on_first_device: wrong-values

b comes back on a's device; a was not added.
"""


def add_on_first_device(a, b):
    return b.to(a.device)
