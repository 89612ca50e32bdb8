"""Micro-batches of one sample are small enough for every size."""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    losses = []
    for i in range(len(x)):
        loss = loss_fn(model(x[i : i + 1]), y[i : i + 1])
        (loss / len(x)).backward()
        losses.append(loss.item())
    optimizer.step()
    return sum(losses) / len(losses)
