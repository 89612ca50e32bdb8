"""accumulated_step: full-batch-forward

The gradient comes from micro-batches, and the returned loss from a forward pass over the whole batch.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    with torch.no_grad():
        full_loss = loss_fn(model(x), y).item()
    optimizer.zero_grad()
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        (loss_fn(model(xs), ys) * len(xs) / len(x)).backward()
    optimizer.step()
    return full_loss
