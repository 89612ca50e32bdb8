"""evaluate: wrong-values

Loss and accuracy are rounded to two digits.
"""

import torch


def evaluate(model, loader, loss_fn, device):
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
    return {"loss": round(total / count, 2), "accuracy": round(correct / count, 2)}
