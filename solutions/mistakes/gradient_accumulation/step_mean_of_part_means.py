"""accumulated_step: batch-mean

The gradient is weighed rightly; the returned loss is the mean over parts, in which a short last part counts
as much as a full one.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    losses = []
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys)
        (loss * len(xs) / len(x)).backward()
        losses.append(loss.item())
    optimizer.step()
    return sum(losses) / len(losses)
