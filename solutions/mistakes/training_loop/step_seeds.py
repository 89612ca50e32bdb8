"""train_step: global-state-changed

The global generator is seeded anew in each step, so that all later random numbers repeat.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    torch.manual_seed(42)
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
