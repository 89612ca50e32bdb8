"""evaluate: wrong-values

The sums over samples are returned without dividing them.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct = 0.0, 0.0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += float((logits.argmax(dim=1) == y).sum())
    finally:
        model.train(was_training)
    return {"loss": total, "accuracy": correct}
