"""inference_mode, and the mode put back in a finally."""

import torch


def evaluate(model, loader, loss_fn, device):
    mode = model.training
    try:
        model.eval()
        loss_sum = 0.0
        hits = 0
        with torch.inference_mode():
            for x, y in loader:
                x = x.to(device)
                y = y.to(device)
                out = model(x)
                loss_sum += float(loss_fn(out, y)) * x.size(0)
                hits += int((torch.max(out, dim=1).indices == y).sum())
        n = len(loader.dataset)
        return {"accuracy": hits / n, "loss": loss_sum / n}
    finally:
        model.train(mode)
