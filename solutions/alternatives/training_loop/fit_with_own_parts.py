"""The whole exercise, each function calling the ones before."""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    for x, y in loader:
        total += train_step(model, x.to(device), y.to(device), loss_fn, optimizer) * len(x)
    return total / len(loader.dataset)


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, hits = 0.0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                hits += (logits.argmax(1) == y).sum().item()
    finally:
        model.train(was_training)
    return {"loss": total / len(loader.dataset), "accuracy": hits / len(loader.dataset)}


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    history = []
    for i in range(epochs):
        entry = {"epoch": i + 1}
        entry["train_loss"] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        entry.update({f"val_{k}": v for k, v in evaluate(model, val_loader, loss_fn, device).items()})
        print(f"epoch {i + 1}/{epochs}: {entry}")
        history.append(entry)
    return history
