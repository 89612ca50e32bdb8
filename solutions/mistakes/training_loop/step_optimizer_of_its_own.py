"""train_step: missing-step

Each call makes a new SGD with a learning rate of its own; the optimizer that was given never steps.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
