import torch
from torch import nn


def flatten_images(images):
    return nn.Flatten()(images)


def flat(x):
    return x.contiguous().view(-1)


def add_batch_dim(x):
    return x.view((1,) + tuple(x.size()))


def drop_dim(x, dim):
    if x.size(dim) == 1:
        return torch.squeeze(x, dim=dim)
    raise ValueError("size must be 1")


def channels_last(images):
    return torch.movedim(images, 1, -1).contiguous()
