"""No graph because no parameter requires a gradient in the meantime; all is put back."""


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    wanted = [p for p in model.parameters() if p.requires_grad]
    try:
        model.eval()
        for p in wanted:
            p.requires_grad_(False)
        total, correct, count = 0.0, 0, 0
        for x, y in loader:
            logits = model(x.to(device)).cpu()
            total += loss_fn(logits, y.cpu()).item() * len(x)
            correct += (logits.argmax(1) == y.cpu()).sum().item()
            count += len(x)
        return {"loss": total / count, "accuracy": correct / count}
    finally:
        for p in wanted:
            p.requires_grad_(True)
        model.train(was_training)
