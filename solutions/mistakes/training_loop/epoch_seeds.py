"""train_epoch: global-state-changed

The global generator is seeded at the start of each epoch, so that all later random numbers repeat.
"""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    torch.manual_seed(0)
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
