"""train_epoch: wrong-type

The mean loss comes back in a pair with an accuracy; the loss alone is asked for.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        right += (logits.argmax(1) == y).sum().item()
        seen += len(x)
    return total / seen, right / seen
