"""accumulated_step: mode-not-restored

model.train() is called at the start, and a model that came in eval mode leaves in train mode.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    model.train()
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
