"""channel_mean_std: wrong-values

The standard deviation is taken over the means of the images, and not over their pixels.
"""

import torch


def channel_mean_std(dataset):
    means = torch.stack([image.mean() for image, _ in dataset])
    return means.mean().item(), means.std(correction=0).item()
