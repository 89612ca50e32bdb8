"""An explicit iterator and a closure."""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    batches = iter(loader)
    results = []
    while True:
        try:
            x, y = next(batches)
        except StopIteration:
            break
        x, y = x.to(device), y.to(device)

        def closure():
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss

        results.append((optimizer.step(closure).item(), x.shape[0]))
    return sum(loss * n for loss, n in results) / sum(n for _, n in results)
