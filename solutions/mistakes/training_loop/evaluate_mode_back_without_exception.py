"""evaluate: mode-not-restored

The mode is put back at the end of the function, which an exception never reaches.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
