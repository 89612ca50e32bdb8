"""evaluate: global-state-changed

Gradients are switched on at the end, also where the caller had switched them off or an exception skips the line.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
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
        torch.set_grad_enabled(True)
    return {"loss": total / count, "accuracy": correct / count}
