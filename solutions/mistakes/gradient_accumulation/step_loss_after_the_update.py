"""accumulated_step: wrong-values

The returned loss is computed once more after the step, from parameters that have already moved.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    def parts():
        return zip(x.split(micro_batch_size), y.split(micro_batch_size))

    optimizer.zero_grad()
    for xs, ys in parts():
        (loss_fn(model(xs), ys) * len(xs) / len(x)).backward()
    optimizer.step()
    with torch.no_grad():
        return sum(loss_fn(model(xs), ys).item() * len(xs) for xs, ys in parts()) / len(x)
