"""train_epoch: optimizer-state-lost

The optimizer's state is emptied at the start of each epoch, so momentum starts from nothing again.
"""

from collections import defaultdict


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    optimizer.state = defaultdict(dict)
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
