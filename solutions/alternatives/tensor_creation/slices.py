import numpy as np
import torch
from torch import nn


def features_to_tensor(rows):
    return torch.tensor(np.asarray(rows)).type(torch.FloatTensor)


def labels_to_tensor(labels):
    return torch.as_tensor(labels).to(dtype=torch.int64)


def zeros_and_ones(rows, cols):
    both = torch.zeros(2, rows, cols)
    both[1] = 1
    return tuple(both)


def standard_normal(rows, cols):
    weights = torch.empty(rows, cols)
    nn.init.normal_(weights)
    return weights


def even_numbers(stop):
    return torch.arange(stop)[::2]


def wrap_array(array):
    return torch.from_numpy(array).view_as(torch.from_numpy(array))


def copy_array(array):
    return torch.from_numpy(array) * 1 if array.dtype != bool else torch.from_numpy(array) & True
