"""train_epoch: wrong-values

The sum is set to zero again in every pass of the loop, so only the last batch is in it.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    for x, y in loader:
        total_loss = 0.0
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total_loss += loss.item() * x.shape[0]
    return total_loss / len(loader.dataset)
