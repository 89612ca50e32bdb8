from torch import nn


def linear_mse_gradients(x, y, w, b):
    layer = nn.Linear(len(w), 1, dtype=w.dtype, device=w.device)
    layer.weight.data.copy_(w.detach()[None, :])
    layer.bias.data.fill_(b.item())
    nn.MSELoss()(layer(x).squeeze(1), y).backward()
    return layer.weight.grad[0], layer.bias.grad[0]
