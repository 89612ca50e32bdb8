"""no_grad as a decorator; hits as a tensor."""

import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    training = model.training
    model.train(False)
    total_loss = torch.zeros((), dtype=torch.float64, device=device)
    correct = torch.zeros((), dtype=torch.int64, device=device)
    total = 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total_loss += loss_fn(logits, y) * y.numel()
            correct += torch.eq(logits.argmax(dim=-1), y).sum()
            total += y.numel()
    except BaseException:
        model.train(training)
        raise
    model.train(training)
    return dict(loss=total_loss.item() / total, accuracy=correct.item() / total)
