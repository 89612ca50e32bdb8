"""add_on_first_device: hard-coded-device

Both tensors are fetched to the CPU, so the sum lies there and not on a's device.
"""


def add_on_first_device(a, b):
    return a.cpu() + b.cpu()
