"""channel_mean_std: batch-mean

The means and standard deviations of batches are averaged, a short last batch like a full one.
"""

from torch.utils.data import DataLoader


def channel_mean_std(dataset):
    mean = std = 0.0
    loader = DataLoader(dataset, batch_size=64)
    for images, _ in loader:
        mean += images.mean().item()
        std += images.std(correction=0).item()
    return mean / len(loader), std / len(loader)
