"""Defensive: gradients on, whatever the caller's mode; parameters in place zeroed."""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    for p in model.parameters():
        if p.grad is not None:
            p.grad.detach_()
            p.grad.zero_()
    with torch.enable_grad():
        loss = loss_fn(model(x), y)
        loss.backward(gradient=torch.ones_like(loss), retain_graph=True)
    optimizer.step()
    return loss.tolist()
