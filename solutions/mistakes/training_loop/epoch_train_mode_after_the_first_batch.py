"""train_epoch: wrong-mode

Train mode is switched on at the end of the loop's body, so the first batch runs in the mode found.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
        model.train()
    return total / seen
