"""Losses and sizes in lists, averaged with NumPy."""

import numpy as np


def train_epoch(model, loader, loss_fn, optimizer, device):
    losses, sizes = [], []
    model.train()
    for i, (x, y) in enumerate(loader):
        optimizer.zero_grad()
        loss = loss_fn(model(x.to(device)), y.to(device))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(len(y))
    return float(np.average(losses, weights=sizes))
