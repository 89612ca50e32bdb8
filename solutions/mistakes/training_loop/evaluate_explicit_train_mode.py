"""evaluate: wrong-mode

The model is put into train mode for the evaluation.
"""

import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.train()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return dict(loss=total / count, accuracy=correct / count)
