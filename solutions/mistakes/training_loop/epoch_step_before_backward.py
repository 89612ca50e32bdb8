"""train_epoch: wrong-values

Each step comes before its backward and after the gradients were cleared, so it finds none and nothing moves.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        optimizer.step()
        loss.backward()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
