"""train_epoch: wrong-values

The epoch runs over a shuffled loader of its own, and not over the batches of the one that was given.
"""

from torch.utils.data import DataLoader


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    shuffled = DataLoader(loader.dataset, batch_size=loader.batch_size, shuffle=True)
    total, seen = 0.0, 0
    for x, y in shuffled:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
