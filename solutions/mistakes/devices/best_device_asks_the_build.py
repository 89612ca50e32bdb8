"""best_device: hard-coded-device

The answer is cuda on every machine: whether one can be used is not asked, asked of the build, or
asked with a function that is named and not called.
"""

import torch


def best_device():
    # the wheel has a CUDA version when it supports GPUs
    has_cuda = torch.version.cuda is not None
    return torch.device("cuda" if has_cuda else "cpu")
