"""evaluate: requires-grad-changed

The parameters are frozen to keep a graph from being recorded, and stay frozen.
"""


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    for p in model.parameters():
        p.requires_grad_(False)
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
