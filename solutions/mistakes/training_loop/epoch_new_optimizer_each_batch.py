"""train_epoch: missing-step

A new optimizer is made for each batch: the one that was given never steps, and its state is lost.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        opt = optimizer.__class__(model.parameters(), **settings)
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
