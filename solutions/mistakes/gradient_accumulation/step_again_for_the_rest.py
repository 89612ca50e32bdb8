"""accumulated_step: extra-step

Full parts end in one step and the rest of the batch in another, so a batch that does not divide is stepped
twice.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    n, total = len(x), 0.0
    full = n // micro_batch_size * micro_batch_size
    for i in range(0, n, micro_batch_size):
        xs, ys = x[i:i + micro_batch_size], y[i:i + micro_batch_size]
        loss = loss_fn(model(xs), ys) * len(xs) / n
        loss.backward()
        total += loss.item()
        if i + micro_batch_size == full:
            optimizer.step()
            optimizer.zero_grad()
    if full < n:
        optimizer.step()
    return total
