import torch


def fresh_gradient(loss_fn, w):
    (gradient,) = torch.autograd.grad(loss_fn(w), w)
    w.grad = gradient
    return gradient


def sum_gradients(loss_fns, w):
    total = torch.zeros_like(w)
    for loss_fn in loss_fns:
        total = total + torch.autograd.grad(loss_fn(w), w)[0]
    return total


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    n = x.shape[0]
    loss_sum = 0.0
    for p in model.parameters():
        p.grad = None
    for start in range(0, n, micro_batch_size):
        stop = min(start + micro_batch_size, n)
        loss = loss_fn(model(x[start:stop]), y[start:stop])
        loss.backward()
        loss_sum += loss.item() * (stop - start)
    optimizer.step()
    optimizer.zero_grad()
    return loss_sum / n
