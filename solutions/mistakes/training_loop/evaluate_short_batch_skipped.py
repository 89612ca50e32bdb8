"""evaluate: dropped-samples

A batch that is not full is skipped, so its samples count nowhere.
"""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                if x.size(0) != loader.batch_size:
                    break
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    count = count or 1
    return {"loss": total / count, "accuracy": correct / count}
