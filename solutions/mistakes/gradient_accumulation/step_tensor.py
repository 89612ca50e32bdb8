"""accumulated_step: wrong-type

The total is kept as a tensor, and a tensor is returned where a float is asked for.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = torch.zeros(())
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total = total + loss.detach()
    optimizer.step()
    return total
