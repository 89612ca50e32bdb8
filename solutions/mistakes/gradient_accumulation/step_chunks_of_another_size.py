"""accumulated_step: full-batch-forward

chunk takes the number of parts and split their size; with chunk the parts may be larger than
micro_batch_size.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(torch.chunk(x, micro_batch_size), torch.chunk(y, micro_batch_size)):
        loss = loss_fn(model(xs), ys) * len(xs) / len(x)
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
