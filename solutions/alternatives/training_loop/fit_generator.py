"""Epochs from a generator, phases in one loop; the mode found is put back."""

import torch


def run_phase(model, loader, loss_fn, device, optimizer=None):
    training = optimizer is not None
    model.train(training)
    loss_sum, hits, n = 0.0, 0, 0
    with torch.set_grad_enabled(training):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            out = model(x)
            loss = loss_fn(out, y)
            if training:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            loss_sum += loss.item() * len(y)
            hits += (out.argmax(1) == y).sum().item()
            n += len(y)
    return loss_sum / n, hits / n


def epochs_of(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    for epoch in range(1, epochs + 1):
        train_loss, _ = run_phase(model, train_loader, loss_fn, device, optimizer)
        val_loss, val_accuracy = run_phase(model, val_loader, loss_fn, device)
        yield {"epoch": epoch, "train_loss": train_loss, "val_loss": val_loss, "val_accuracy": val_accuracy}


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    mode = model.training
    try:
        return list(epochs_of(model, train_loader, val_loader, loss_fn, optimizer, epochs, device))
    finally:
        model.train(mode)
