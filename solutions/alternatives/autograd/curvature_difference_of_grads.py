import torch


def curvature_at(f, x):
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = f(t)
    y.backward(create_graph=True)
    slope = t.grad.detach().clone()
    t.grad.backward()
    return (t.grad - slope).item()
