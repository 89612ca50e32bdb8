"""train_epoch: missing-gradient

backward is called on a new tensor that holds the number of the loss and knows nothing of the model.
"""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        number = loss_fn(model(x), y).item()
        loss = torch.tensor(number, requires_grad=True)
        loss.backward()
        optimizer.step()
        total += number * len(x)
        seen += len(x)
    return total / seen
