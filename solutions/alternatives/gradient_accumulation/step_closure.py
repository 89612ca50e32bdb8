"""Hands the whole computation to optimizer.step as a closure."""


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    def closure():
        optimizer.zero_grad()
        total = 0.0
        for xb, yb in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):
            loss = loss_fn(model(xb), yb).mul(xb.shape[0]).div(x.shape[0])
            loss.backward()
            total += loss.item()
        return total

    return optimizer.step(closure)
