"""Cuts the batch into chunks as even as they can be."""

import math

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    count = math.ceil(len(x) / micro_batch_size)
    optimizer.zero_grad()
    losses, sizes = [], []
    for xb, yb in zip(torch.tensor_split(x, count), torch.tensor_split(y, count)):
        loss = loss_fn(model(xb), yb)
        loss.backward(torch.full_like(loss, len(xb) / len(x)))
        losses.append(loss.item())
        sizes.append(len(xb))
    optimizer.step()
    return math.fsum(l * n for l, n in zip(losses, sizes)) / sum(sizes)
