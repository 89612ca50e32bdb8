"""accumulated_step: missing-step

A new SGD optimizer is made and stepped; the one that was given never runs, and its settings and state are not
used.
"""

import torch


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    new = torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"])
    new.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    new.step()
    return total
