import torch


def curvature_at(f, x):
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    value = f(t)
    for order in (1, 2):
        value = torch.autograd.grad(value, t, create_graph=order < 2)[0]
    return value.item()
