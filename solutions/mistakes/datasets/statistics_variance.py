"""channel_mean_std: wrong-values

The variance is returned in place of the standard deviation.
"""

import torch


def channel_mean_std(dataset):
    pixels = torch.cat([image.flatten() for image, _ in dataset])
    return pixels.mean().item(), pixels.var(correction=0).item()
