"""Adds the weighted losses up as tensors, for one backward."""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    n = x.size(0)
    parts = zip(x.split(micro_batch_size), y.split(micro_batch_size))
    loss = sum(loss_fn(model(xb), yb) * (xb.size(0) / n) for xb, yb in parts)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
