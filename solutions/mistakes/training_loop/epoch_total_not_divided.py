"""train_epoch: wrong-values

The batches' losses are added up and never divided.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    running = 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        running += loss.item()
    return running
