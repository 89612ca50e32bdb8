"""accumulated_step: extra-step

optimizer.step stands inside the loop, so each micro-batch makes an update of its own.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * len(xs) / len(x)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total
