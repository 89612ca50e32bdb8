"""train_epoch: batch-mean

The sum is divided by the number of batches times the batch size, as if the last batch were full.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * x.size(0)
    return total / (len(loader) * loader.batch_size)
