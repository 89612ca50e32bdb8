"""train_step: global-state-changed

Anomaly detection is switched on for the whole process and stays on.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    torch.autograd.set_detect_anomaly(True)
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
