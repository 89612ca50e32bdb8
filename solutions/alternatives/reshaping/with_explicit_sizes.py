import math

import torch


def flatten_images(images: torch.Tensor) -> torch.Tensor:
    n, c, h, w = images.shape
    return images.reshape(n, c * h * w)


def as_flat_view(x):
    return x.view(math.prod(x.shape))


def flat(x):
    return x.reshape(x.numel())


def add_batch_dim(x):
    return x.reshape(1, *x.shape)


def drop_dim(x, dim):
    if not -x.dim() <= dim < x.dim():
        raise IndexError(f"{dim} is no dimension of a tensor of {x.dim()}")
    dim %= x.dim()
    if x.size(dim) != 1:
        raise ValueError("the dimension must have size 1")
    sizes = [size for i, size in enumerate(x.shape) if i != dim]
    return x.reshape(sizes)


def channels_last(images):
    return images.transpose(1, 2).transpose(2, 3)
