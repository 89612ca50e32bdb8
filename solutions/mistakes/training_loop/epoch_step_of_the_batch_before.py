"""train_epoch: stale-gradient

Each step comes at the head of the loop, so it follows the gradient of the batch before, and the last one is lost.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.step()
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
