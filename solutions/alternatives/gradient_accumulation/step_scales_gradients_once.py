"""Adds up gradients of sums, and divides once before the step."""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    n = len(x)
    optimizer.zero_grad(set_to_none=False)
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * len(xs)
        loss.backward()
        total += float(loss)
    for p in model.parameters():
        if p.grad is not None:
            p.grad /= n
    optimizer.step()
    return total / n
