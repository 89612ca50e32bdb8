"""evaluate: device-mismatch

Only the inputs are moved to the device; the labels stay where the loader makes them.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                logits = model(x.to(device))
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
