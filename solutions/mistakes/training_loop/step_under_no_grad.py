"""train_step: missing-gradient

The forward pass runs under no_grad, so there is no graph that backward could start from.
"""

import torch


@torch.no_grad()
def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
