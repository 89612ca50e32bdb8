"""accumulated_step: device-mismatch

The micro-batches are taken to the CPU, and the model is not there.
"""

def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for begin in range(0, len(x), micro_batch_size):
        xs, ys = x[begin : begin + micro_batch_size].cpu(), y[begin : begin + micro_batch_size].cpu()
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
