import math

import torch


def features_to_tensor(rows):
    return torch.asarray(rows, dtype=torch.float32, copy=True)


def labels_to_tensor(labels):
    return torch.asarray(labels, dtype=torch.int64)


def zeros_and_ones(rows, cols):
    zeros = torch.empty((rows, cols)).zero_()
    return zeros, torch.ones_like(zeros)


def standard_normal(rows, cols):
    """Box and Muller's way from uniform numbers to normal ones."""
    radius = torch.sqrt(-2 * torch.log(1 - torch.rand(rows, cols)))
    return radius * torch.cos(2 * math.pi * torch.rand(rows, cols))


def even_numbers(stop):
    return torch.arange((stop + 1) // 2) * 2


def wrap_array(array):
    return torch.from_dlpack(array)


def copy_array(array):
    return torch.asarray(array, copy=True)
