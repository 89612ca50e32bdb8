"""evaluate: hard-coded-device

The function chooses a device by itself and ignores the one that it is given.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
