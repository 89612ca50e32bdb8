"""train_epoch: raised

`.to` is called on the batch, which is a list of tensors and cannot be moved as a whole.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for batch in loader:
        batch = batch.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(batch[0]), batch[1])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch[0])
        seen += len(batch[0])
    return total / seen
