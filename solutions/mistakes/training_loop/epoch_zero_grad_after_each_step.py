"""train_epoch: stale-gradient

Gradients are cleared after each step only, so one that is there on entry becomes part of the first update.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
