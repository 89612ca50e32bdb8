"""Known mistakes of channels_last."""

import numpy as np


def back(images):
    """wrong-shape: The axes are moved the other way round, as from (N, H, W, C) to (N, C, H, W)."""
    return images.permute(0, 3, 1, 2)


def ends_swapped(images):
    """wrong-shape: Channels and width are swapped, so the height stands behind the width: the images lie on their side.
    """
    return images.transpose(1, 3)


def in_place(images):
    """input-modified: The axes of the caller's own tensor are swapped, in place."""
    images.transpose_(1, 2)
    return images.transpose_(2, 3)


def into_cpu_memory(images):
    """left-on-cpu: The channels are copied one by one into memory that was made without `device=`."""
    n, c, h, w = images.shape
    out = torch.empty(n, h, w, c, dtype=images.dtype)
    for channel in range(c):
        out[..., channel] = images[:, channel]
    return out


def memory_format(images):
    """wrong-shape: The memory format changes where the numbers lie in memory; shape and order of the axes stay as they
    were."""
    return images.to(memory_format=torch.channels_last)


def numpy(images):
    """missing-gradient: The numbers take a way through NumPy, which knows nothing of the graph, so no gradient gets
    back to the images."""
    array = np.transpose(images.detach().cpu().numpy(), (0, 2, 3, 1))
    return torch.from_numpy(array)


def one_swap(images):
    """wrong-shape: One swap moves the channels one place; they have to go to the end."""
    return images.swapaxes(1, 2)


def squeezed(images):
    """squeezed-too-much: `squeeze()` drops the batch dimension of a batch of one and the channels of grey images."""
    return images.permute(0, 2, 3, 1).squeeze()


def view(images):
    """scrambled-axes: `reshape` keeps the order of the numbers in memory and cuts them anew, so a pixel gets numbers of
    its neighbours and not its own channels."""
    n, c, h, w = images.shape
    return images.reshape(n, h, w, c)
