import torch


def linear_mse_gradients(x, y, w, b):
    params = [torch.autograd.Variable(p.data.clone(), requires_grad=True) for p in (w, b)]
    loss = torch.mean((x.mv(params[0]) + params[1] - y) ** 2)
    loss.backward()
    return tuple(p.grad for p in params)
