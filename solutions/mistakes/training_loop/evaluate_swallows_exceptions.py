"""evaluate: missing-exception

An exception of the model, the loss or the loader is caught and kept from the caller.
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
    except Exception as error:
        print("evaluation failed:", error)
    finally:
        model.train(was_training)
    return {"loss": total / max(count, 1), "accuracy": correct / max(count, 1)}
