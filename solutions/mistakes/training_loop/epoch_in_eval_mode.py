"""train_epoch: wrong-mode

The model is put into eval mode, so dropout and batch norm do not work as they should in training.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.eval()
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
