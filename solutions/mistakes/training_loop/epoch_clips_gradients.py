"""train_epoch: wrong-values

Gradients are clipped before each step, which the task does not ask for.
"""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        torch.nn.utils.clip_grad_value_(model.parameters(), 0.01)
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
