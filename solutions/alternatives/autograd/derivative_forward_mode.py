import torch


def derivative_at(f, x):
    point, one = torch.tensor(x, dtype=torch.float64), torch.tensor(1.0, dtype=torch.float64)
    _, tangent = torch.func.jvp(f, (point,), (one,))
    return tangent.item()
