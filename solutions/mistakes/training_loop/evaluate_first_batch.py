"""evaluate: dropped-samples

Only the first batch is evaluated.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            x, y = next(iter(loader))
            x, y = x.to(device), y.to(device)
            logits = model(x)
            loss = loss_fn(logits, y).item()
            accuracy = (logits.argmax(dim=1) == y).double().mean().item()
    finally:
        model.train(was_training)
    return {"loss": loss, "accuracy": accuracy}
