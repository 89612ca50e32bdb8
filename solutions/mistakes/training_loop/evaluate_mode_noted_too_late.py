"""evaluate: mode-not-restored

The mode is noted after `eval()`, so what is put back is eval mode.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    mode = model.training
    total, correct, count = 0.0, 0, 0
    with torch.inference_mode():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    model.train(mode)
    return {"loss": total / count, "accuracy": correct / count}
