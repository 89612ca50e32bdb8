"""train_epoch: wrong-values

The samples are taken from the data set in its own order, past the loader and its shuffling.
"""

from torch.utils.data import default_collate


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    data, size = loader.dataset, loader.batch_size
    total = 0.0
    for start in range(0, len(data), size):
        x, y = default_collate([data[i] for i in range(start, min(start + size, len(data)))])
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
    return total / len(data)
