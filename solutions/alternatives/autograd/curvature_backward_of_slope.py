import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    slope = torch.autograd.grad(f(t), t, create_graph=True)[0]
    slope.backward()
    return t.grad.item()
