import torch


def standard_normal(rows, cols):
    return torch.randn_like(torch.zeros(rows, cols))


def features_to_tensor(rows):
    return torch.FloatTensor(rows.tolist() if hasattr(rows, "tolist") else rows)


def zeros_and_ones(rows, cols):
    base = torch.tensor(0.0)
    return base.new_zeros(rows, cols), base.new_ones(rows, cols)


def copy_array(array):
    return torch.tensor(array, requires_grad=False).detach()
