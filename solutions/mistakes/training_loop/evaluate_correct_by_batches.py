"""evaluate: batch-mean

The number of right answers is divided by the number of batches, which can give more than 1.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct = 0.0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
    finally:
        model.train(was_training)
    return {"loss": total / len(loader.dataset), "accuracy": correct / len(loader)}
