import torch


def features_to_tensor(rows):
    if not isinstance(rows, list):
        rows = rows.tolist()
    result = torch.empty(len(rows), len(rows[0]), dtype=torch.float32)
    for i, line in enumerate(rows):
        for j, value in enumerate(line):
            result[i, j] = value
    return result


def labels_to_tensor(labels):
    result = torch.zeros(len(labels), dtype=torch.long)
    for i, label in enumerate(labels):
        result[i] = int(label)
    return result


def zeros_and_ones(rows, cols):
    zeros = torch.tensor([[0.0] * cols for _ in range(rows)])
    ones = torch.tensor([[1.0] * cols for _ in range(rows)])
    return zeros, ones


def standard_normal(rows, cols):
    return torch.stack([torch.randn(cols) for _ in range(rows)])


def even_numbers(stop):
    found = []
    n = 0
    while n < stop:
        found.append(n)
        n += 2
    return torch.tensor(found, dtype=torch.int64)


def wrap_array(array):
    tensor = torch.from_numpy(array)
    assert tensor.dtype == torch.from_numpy(array[:0]).dtype
    return tensor


def copy_array(array):
    original = torch.from_numpy(array)
    result = torch.empty_like(original)
    result.copy_(original)
    return result
