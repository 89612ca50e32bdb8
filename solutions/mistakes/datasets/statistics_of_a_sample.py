"""channel_mean_std: sample-std

The standard deviation divides by the number of pixels less one, torch's default.
"""

import torch


def channel_mean_std(dataset):
    pixels = torch.stack([image for image, _ in dataset])
    return pixels.mean().item(), pixels.std().item()
