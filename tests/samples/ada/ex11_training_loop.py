import torch


def train_step(model, x, y, loss_fn, optimizer):
    loss = loss_fn(model(x), y)
    model.zero_grad()
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return float(loss)


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    optimizer.zero_grad()
    losses = []
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses += [loss.item()] * x.shape[0]
    return sum(losses) / len(losses)


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    mode = model.training
    model.train(False)
    loss_sum, hits = 0.0, 0
    try:
        for x, y in loader:
            out = model(x.to(device))
            y = y.to(device)
            loss_sum += float(loss_fn(out, y)) * y.shape[0]
            hits += int(torch.sum(out.max(dim=1).indices == y))
    finally:
        model.train(mode)
    n = len(loader.dataset)
    return dict(loss=loss_sum / n, accuracy=hits / n)


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    history = []
    for e in range(epochs):
        entry = {"epoch": e + 1}
        entry["train_loss"] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        result = evaluate(model, val_loader, loss_fn, device)
        entry["val_loss"] = result["loss"]
        entry["val_accuracy"] = result["accuracy"]
        history.append(entry)
    return history
