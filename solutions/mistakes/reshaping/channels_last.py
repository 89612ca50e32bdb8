"""Known mistakes of channels_last."""

import numpy as np


def back(images):
    """wrong-shape: The axes are moved the other way round: the last one goes to the second place.
    remedy: `permute` lists the old places in their new order: first batch, then height, width and channels.
    """
    return images.permute(0, 3, 1, 2)


def ends_swapped(images):
    """wrong-axis: Channels and width are swapped, so the height stands behind the width and the images lie on their
    side.
    remedy: Keep the height before the width: let `permute` place all four axes, in the order batch, height, width,
    channels.
    """
    return images.transpose(1, 3)


def in_place(images):
    """input-modified: No second tensor is made for the new order: the axes of the caller's own are moved, as with
    methods whose name ends in an underscore.
    remedy: Use `permute` or `transpose`, without a final `_`: they return a view and leave the images alone.
    """
    images.transpose_(1, 2)
    return images.transpose_(2, 3)


def into_cpu_memory(images):
    """left-on-cpu: The result lies on the CPU, wherever the images are, as when it is written into memory that was
    made there.
    remedy: Use `permute`, which needs no new memory, or make the memory with `device=images.device`.
    """
    n, c, h, w = images.shape
    out = torch.empty(n, h, w, c, dtype=images.dtype)
    for channel in range(c):
        out[..., channel] = images[:, channel]
    return out


def memory_format(images):
    """wrong-shape: Shape and order of the axes stay as they were. A memory format changes only how the numbers lie in
    memory.
    remedy: Move the axes with `permute`: it changes the shape, and a memory format does not.
    """
    return images.to(memory_format=torch.channels_last)


def numpy(images):
    """missing-gradient: The images go through a step that hands on numbers without their history, as NumPy, detach,
    .data and no_grad do, so no gradient gets back to them.
    remedy: Call `permute` on the images themselves, without NumPy, `.detach()` or `.data`.
    """
    return torch.from_numpy(np.transpose(images.detach().cpu().numpy(), (0, 2, 3, 1)))


def one_swap(images):
    """wrong-shape: One swap moves the channels one place; they have to go to the end.
    remedy: The channels go behind the width too. Swap two more axes, or let `permute` place all four.
    """
    return images.swapaxes(1, 2)


def squeezed(images):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension: the batch
    dimension of a batch of one, the channels of gray images.
    remedy: Remove `squeeze`: the result always has four dimensions.
    """
    return images.permute(0, 2, 3, 1).squeeze()


def view(images):
    """scrambled-axes: The numbers keep their order and are reshaped: a pixel gets numbers of its neighbors and not its
    channels.
    remedy: Move the axes with `permute`. `reshape` and `view` move nothing.
    """
    n, c, h, w = images.shape
    return images.reshape(n, h, w, c)
