"""evaluate: wrong-values

argmax without a dimension gives one position in the whole batch of logits, not a class for each sample.
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
                correct += (torch.argmax(logits) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
