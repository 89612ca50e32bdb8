"""train_epoch: missing-step

An Adam with a learning rate of its own is made for the epoch; the optimizer that was given never steps.
"""

import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    model.train()
    total = 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * x.size(0)
    return total / len(loader.dataset)
