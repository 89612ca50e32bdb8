"""evaluate: graph-kept

The outputs are detached after the forward pass has recorded its graph.
"""


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x).detach()
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
