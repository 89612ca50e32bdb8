"""save_weights: wrong-dtype

Floating-point tensors are written as float16, which loses most of their digits.
"""

import torch


def save_weights(model, path):
    small = {}
    for name, value in model.state_dict().items():
        small[name] = value.half() if value.is_floating_point() else value
    torch.save(small, path)
