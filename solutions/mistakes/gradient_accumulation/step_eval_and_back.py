"""accumulated_step: wrong-mode

The model runs in eval mode during the step. The mode is put back; layers that depend on it have computed
something else.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    was_training = model.training
    model.eval()
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    model.train(was_training)
    return total
