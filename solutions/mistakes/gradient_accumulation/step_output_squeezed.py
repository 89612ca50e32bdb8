"""accumulated_step: silent-broadcast

The output is squeezed from (n, 1) to (n,); against targets of shape (n, 1) the loss compares each prediction
with each target.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        output = model(xs)
        if output.shape[1] == 1:
            output = output.squeeze(1)
        loss = loss_fn(output, ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
