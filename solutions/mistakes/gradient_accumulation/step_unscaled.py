"""accumulated_step: unscaled-accumulation

The mean losses of the micro-batches are added up as they are, so the gradient is too large by about their
number.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys)
        loss.backward()
        total += loss.item() * len(xs)
    optimizer.step()
    return total / len(x)
