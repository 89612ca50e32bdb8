"""evaluate: missing-exception

The `return` stands in the `finally`, which discards the exception that is under way.
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
                correct += (logits.argmax(dim=1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
        return {"loss": total / max(count, 1), "accuracy": correct / max(count, 1)}
