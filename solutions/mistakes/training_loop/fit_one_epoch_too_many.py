"""fit: wrong-structure

The loop runs from 0 to `epochs`, both included: one epoch more than asked for.
"""

import torch


def run_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


@torch.no_grad()
def measure(model, loader, loss_fn, device):
    model.eval()
    total, hits, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        hits += (logits.argmax(1) == y).sum().item()
        count += len(x)
    return {"loss": total / count, "accuracy": hits / count}


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    history = []
    epoch = 0
    while epoch <= epochs:
        epoch += 1
        train_loss = run_epoch(model, train_loader, loss_fn, optimizer, device)
        val = measure(model, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history
