"""evaluate: mode-not-restored

Only exceptions of the forward pass and the loss are guarded; one that the loader raises leaves eval mode behind.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    for x, y in loader:
        try:
            with torch.no_grad():
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
        except Exception:
            model.train(was_training)
            raise
        count += len(x)
    model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
