"""train_epoch: wrong-values

The optimizer finds no gradients when it steps, because they are cleared between backward and step; nothing moves.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
