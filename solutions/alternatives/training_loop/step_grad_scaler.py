"""Written for mixed precision, which is off."""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    scaler = torch.amp.GradScaler("cpu", enabled=False)
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", enabled=False):
        loss = loss_fn(model(x), y)
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.item()
