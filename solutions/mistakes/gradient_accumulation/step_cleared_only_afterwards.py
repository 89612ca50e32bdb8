"""accumulated_step: stale-gradient

Gradients are cleared after the step only: a call clears up behind itself and still takes in what it finds.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    optimizer.zero_grad()
    return total
