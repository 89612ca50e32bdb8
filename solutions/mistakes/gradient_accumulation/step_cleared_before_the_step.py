"""accumulated_step: missing-gradient

zero_grad stands between the last backward and the step, which finds no gradient and moves nothing.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.zero_grad()
    optimizer.step()
    return total
