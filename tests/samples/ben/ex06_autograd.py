import torch


def derivative_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return float(t.grad)


def curvature_at(f, x):
    t = torch.tensor(float(x), dtype=torch.double).requires_grad_()
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    first.backward()
    return t.grad.item()


def linear_mse_gradients(x, y, w, b):
    with torch.no_grad():
        residual = x.mv(w) + b - y
        n = len(y)
        return 2 / n * (x.T @ residual), 2 / n * residual.sum()


def backward_twice(loss):
    for keep in (True, False):
        loss.backward(retain_graph=keep)


def predict(model, x):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        return model(x)
    finally:
        torch.set_grad_enabled(before)
