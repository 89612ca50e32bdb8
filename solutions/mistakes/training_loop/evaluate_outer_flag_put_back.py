"""evaluate: mode-not-restored

Only the flag of the outermost module is put back; its layers stay in eval mode.
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
        model.training = was_training
    return {"loss": total / count, "accuracy": correct / count}
