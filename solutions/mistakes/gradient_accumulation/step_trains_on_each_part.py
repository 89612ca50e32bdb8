"""accumulated_step: extra-step

Each micro-batch is trained on as a batch of its own: cleared, backward, step. That makes several small
updates.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys)
        loss.backward()
        optimizer.step()
        total += loss.item() * xs.shape[0]
    return total / x.shape[0]
