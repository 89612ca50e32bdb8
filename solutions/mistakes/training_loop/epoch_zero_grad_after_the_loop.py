"""train_epoch: stale-gradient

Gradients are cleared when the epoch is over; within it they pile up from batch to batch.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    optimizer.zero_grad()
    return total / seen
