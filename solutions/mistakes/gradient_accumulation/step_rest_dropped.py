"""accumulated_step: dropped-samples

The loop runs over whole micro-batches only, so the samples behind the last whole one are left out.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    n = x.size(0)
    total = 0.0
    for i in range(n // micro_batch_size):
        part = slice(i * micro_batch_size, (i + 1) * micro_batch_size)
        loss = loss_fn(model(x[part]), y[part]) * micro_batch_size / n
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
