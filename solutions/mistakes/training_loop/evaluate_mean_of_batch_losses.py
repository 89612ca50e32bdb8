"""evaluate: batch-mean

The batches' losses are averaged with equal weight, while the accuracy is rightly one over samples.
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
                total += loss_fn(logits, y).item()
                correct += (logits.argmax(dim=1) == y).sum().item()
    finally:
        model.train(was_training)
    return {"loss": total / len(loader), "accuracy": correct / len(loader.dataset)}
