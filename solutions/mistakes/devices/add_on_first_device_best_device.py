"""add_on_first_device: hard-coded-device

Both tensors are fetched to the CPU, so the sum lies there and not on a's device.
"""

import torch


def add_on_first_device(a, b):
    device = torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")
    a, b = a.to(device), b.to(device)
    return a + b
