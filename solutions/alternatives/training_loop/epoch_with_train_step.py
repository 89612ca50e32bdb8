"""Calls a step of its own."""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad(set_to_none=True)
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def to_device(value, device):
    if isinstance(value, (list, tuple)):
        return [to_device(part, device) for part in value]
    return value.to(device)


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = count = 0
    for batch in loader:
        x, y = to_device(batch, device)
        total += train_step(model, x, y, loss_fn, optimizer) * len(x)
        count += len(x)
    return total / count
