"""The mean is brought up to date with each batch."""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.to(device)
    model.train()
    optimizer.zero_grad()
    mean, seen = 0.0, 0
    for x, y in loader:
        x = x.to(device)
        y = y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        seen += len(x)
        mean += (loss.item() - mean) * len(x) / seen
    return mean
