"""evaluate: batch-mean

Loss and accuracy are averaged over batches with equal weight, so a short last batch counts as much as a full one.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    losses, accuracies = [], []
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                losses.append(loss_fn(logits, y).item())
                accuracies.append((logits.argmax(dim=1) == y).float().mean().item())
    finally:
        model.train(was_training)
    return {"loss": sum(losses) / len(losses), "accuracy": sum(accuracies) / len(accuracies)}
