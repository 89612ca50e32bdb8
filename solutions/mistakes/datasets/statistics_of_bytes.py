"""channel_mean_std: wrong-values

The pixels are divided by 255 as if they were bytes; the images are tensors on their own scale.
"""

import torch


def channel_mean_std(dataset):
    pixels = torch.stack([image for image, _ in dataset]).float() / 255
    return pixels.mean().item(), pixels.std(correction=0).item()
