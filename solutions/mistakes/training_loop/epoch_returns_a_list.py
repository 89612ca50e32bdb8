"""train_epoch: wrong-type

A list of one loss a batch is returned; one mean is asked for.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    history = []
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    return history
