"""Zeroes what is there in place, NaN too; weighs by slices of the batch."""


def fresh_gradient(loss_fn, w):
    if w.grad is not None:
        w.grad.zero_()
    loss = loss_fn(w)
    loss.backward()
    return w.grad.clone()


def sum_gradients(loss_fns, w):
    if w.grad is not None:
        w.grad.data.fill_(0)
    for f in loss_fns:
        loss = f(w)
        loss.backward()
    return w.grad.detach().clone()


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    n = x.shape[0]
    total = 0.0
    model.zero_grad()
    for start in range(0, n, micro_batch_size):
        stop = min(start + micro_batch_size, n)
        loss = loss_fn(model(x[start:stop]), y[start:stop])
        share = (stop - start) / n
        (share * loss).backward()
        total += share * loss.item()
    optimizer.step()
    optimizer.zero_grad()
    return total
