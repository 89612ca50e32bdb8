"""The sum stays a tensor on the device until the end."""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train(True)
    total = torch.zeros((), device=device, dtype=torch.float64)
    count = 0
    for batch in loader:
        x, y = (part.to(device) for part in batch)
        loss = loss_fn(model(x), y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total += loss.detach() * y.shape[0]
        count += y.shape[0]
    return (total / count).item()
