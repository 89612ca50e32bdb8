"""accumulated_step: stale-gradient

Gradients are never cleared, so those of the previous call are part of the next step.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
