"""accumulated_step: wrong-values

zero_grad stands inside the loop, so only the gradient of the last part is left at the step.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys) * len(xs) / len(x)
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
