"""evaluate: softmax-before-loss

A softmax stands between the model's output and the loss, which expects the output itself.
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
                probabilities = model(x).softmax(dim=1)
                total += loss_fn(probabilities, y).item() * len(x)
                correct += (probabilities.argmax(1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
