import torch
from torch.func import grad


def curvature_at(f, x):
    return float(grad(grad(f))(torch.tensor(x, dtype=torch.float64)))
