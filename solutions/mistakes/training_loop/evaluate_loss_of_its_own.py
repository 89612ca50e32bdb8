"""evaluate: wrong-values

Cross entropy, added up over samples, is computed whatever loss was given.
"""

import torch
from torch import nn


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    criterion = nn.CrossEntropyLoss(reduction="sum")
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                loss_fn(logits, y)
                total += criterion(logits, y).item()
                correct += (logits.argmax(1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
