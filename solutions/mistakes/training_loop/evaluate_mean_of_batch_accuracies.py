"""evaluate: batch-mean

The batches' accuracies are averaged with equal weight, while the loss is rightly a mean over samples.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, accuracy = 0.0, 0.0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                accuracy += (logits.argmax(dim=1) == y).double().mean().item()
    finally:
        model.train(was_training)
    return {"loss": total / len(loader.dataset), "accuracy": accuracy / len(loader)}
