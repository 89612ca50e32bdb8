"""evaluate: mode-not-restored

The model is put into train mode at the end, also when it was found in eval mode.
"""

import torch


def evaluate(model, loader, loss_fn, device):
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
        model.train()
    return {"loss": total / count, "accuracy": correct / count}
