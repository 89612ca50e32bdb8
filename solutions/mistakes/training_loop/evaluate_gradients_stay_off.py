"""evaluate: global-state-changed

Gradients are switched off for the whole process and never switched on again.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
