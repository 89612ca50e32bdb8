"""evaluate: wrong-mode

The model is not put into eval mode, so dropout and batch norm work as in training.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    return {"loss": total / count, "accuracy": correct / count}
