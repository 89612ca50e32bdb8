"""train_step: missing-gradient

A new tensor is made from the number of the loss. Its backward reaches that tensor and nothing else.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    out = model(x)
    loss = torch.tensor(loss_fn(out, y).item(), requires_grad=True)
    loss.backward()
    optimizer.step()
    return loss.item()
