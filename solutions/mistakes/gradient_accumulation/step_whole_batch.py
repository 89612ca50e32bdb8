"""accumulated_step: full-batch-forward

The whole batch goes through the model at once; micro_batch_size is not used.
"""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
