"""accumulated_step: unscaled-accumulation

Every micro-batch counts for one part in k, the short last one too, so that its samples weigh more than the
others.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    parts = list(zip(torch.split(x, micro_batch_size), torch.split(y, micro_batch_size)))
    total = 0.0
    for xb, yb in parts:
        loss = loss_fn(model(xb), yb) / len(parts)
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
