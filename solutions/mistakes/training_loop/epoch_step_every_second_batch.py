"""train_epoch: missing-step

The optimizer steps at every second batch; one update a batch is asked for.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    optimizer.zero_grad()
    total, seen = 0.0, 0
    for i, (x, y) in enumerate(loader, start=1):
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        if i % 2 == 0:
            optimizer.step()
            optimizer.zero_grad()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
