"""accumulated_step: unscaled-accumulation

The mean of each part is divided by the size of the part once more, which is no share of the batch.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys)
        (loss / len(xs)).backward()
        total += loss.item() * len(xs) / len(x)
    optimizer.step()
    return total
