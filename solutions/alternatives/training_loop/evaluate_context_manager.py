"""A context manager for the mode of each module."""

from contextlib import contextmanager

import torch


@contextmanager
def evaluating(model):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        with torch.set_grad_enabled(False):
            yield model
    finally:
        for module, training in modes.items():
            module.training = training


def evaluate(model, loader, loss_fn, device):
    loss = correct = n = 0
    with evaluating(model):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            loss += loss_fn(scores, y).item() * len(y)
            correct += scores.topk(1, dim=1).indices.squeeze(1).eq(y).sum().item()
            n += len(y)
    return {"loss": loss / n, "accuracy": correct / n}
