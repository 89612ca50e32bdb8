"""train_epoch: hard-coded-device

The function chooses a device by itself and ignores the one that it is given.
"""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
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
