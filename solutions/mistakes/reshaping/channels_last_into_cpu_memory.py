"""channels_last: left-on-cpu

The channels are copied one by one into memory that was made without `device=`.
"""

import torch


def channels_last(images):
    n, c, h, w = images.shape
    out = torch.empty(n, h, w, c, dtype=images.dtype)
    for channel in range(c):
        out[..., channel] = images[:, channel]
    return out
