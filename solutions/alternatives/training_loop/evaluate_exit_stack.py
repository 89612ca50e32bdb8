"""An ExitStack; a softmax before the argmax, where it changes nothing."""

from contextlib import ExitStack

import torch


def evaluate(model, loader, loss_fn, device):
    weighted = []
    with ExitStack() as stack:
        stack.callback(model.train, model.training)
        stack.enter_context(torch.no_grad())
        model.eval()
        for batch in loader:
            x, y = batch[0].to(device), batch[1].to(device)
            logits = model(x)
            probabilities = torch.softmax(logits, dim=1)
            hits = (probabilities.argmax(1) == y).tolist()
            weighted.append((loss_fn(logits, y).item() * len(hits), sum(hits), len(hits)))
    losses, right, sizes = zip(*weighted)
    return {"loss": float(sum(losses) / sum(sizes)), "accuracy": float(sum(right) / sum(sizes))}
