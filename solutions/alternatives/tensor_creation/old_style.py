import copy

import numpy as np
import torch


def features_to_tensor(rows):
    return torch.Tensor(np.array(rows, dtype=np.float32))


def labels_to_tensor(labels):
    return torch.tensor(labels).long()


def zeros_and_ones(rows, cols):
    return torch.full([rows, cols], 0.0), torch.full([rows, cols], 1.0)


def standard_normal(rows, cols):
    return torch.normal(0.0, 1.0, size=(rows, cols))


def even_numbers(stop):
    return torch.LongTensor(list(range(0, stop, 2)))


def wrap_array(array):
    return torch.asarray(array)


def copy_array(array):
    return torch.from_numpy(copy.deepcopy(array))
