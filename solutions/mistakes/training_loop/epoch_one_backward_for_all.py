"""train_epoch: missing-step

The losses of all batches are added up for one backward and one step; one update a batch is asked for.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    optimizer.zero_grad()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        total = total + loss_fn(model(x), y) * len(x)
        seen += len(x)
    mean = total / seen
    mean.backward()
    optimizer.step()
    return mean.item()
