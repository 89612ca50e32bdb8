import numpy as np
import torch
from torch import Tensor
from torch.distributions import Normal


def features_to_tensor(rows: list | np.ndarray) -> Tensor:
    if isinstance(rows, np.ndarray):
        return torch.from_numpy(rows.astype(np.float32))
    return torch.stack([torch.tensor([float(value) for value in row]) for row in rows])


def labels_to_tensor(labels: list | np.ndarray) -> Tensor:
    if len(labels) == 0:
        return torch.empty(0, dtype=torch.int64)
    return torch.tensor([int(label) for label in labels])


def zeros_and_ones(rows: int, cols: int) -> tuple[Tensor, Tensor]:
    zero, one = torch.arange(2.0)
    return zero.expand(rows, cols), one.expand(rows, cols)


def standard_normal(rows: int, cols: int) -> Tensor:
    return Normal(0.0, 1.0).sample((rows, cols))


def even_numbers(stop: int) -> Tensor:
    return torch.from_numpy(np.arange(0, stop, 2, dtype=np.int64))


def wrap_array(array: np.ndarray) -> Tensor:
    tensor = torch.from_numpy(array)
    return tensor.to(tensor.dtype)


def copy_array(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.copy())
