import numpy as np
import torch


def features_to_tensor(rows):
    array = np.array(rows)
    return torch.from_numpy(array).to(torch.float32, copy=True)


def labels_to_tensor(labels):
    return torch.from_numpy(np.asarray(labels, dtype=np.int64))


def zeros_and_ones(rows, cols):
    zeros = torch.from_numpy(np.zeros((rows, cols), dtype=np.float32))
    return zeros, zeros + 1


def standard_normal(rows, cols):
    return torch.empty(rows, cols).normal_()


def even_numbers(stop):
    numbers = torch.arange(stop)
    return numbers[numbers % 2 == 0]


def wrap_array(array):
    return torch.as_tensor(array)


def copy_array(array):
    return torch.from_numpy(array).clone()
