"""Exercise 11: the training loop and the evaluation loop.

Here a loader is a DataLoader over a whole data set, loss_fn a function or module of (prediction,
target) that averages over samples, and the model already lies on `device`. Targets are class
indices (N,) or values in the shape of the model's output. Nothing global changes (gradient mode,
seed). Which mode train_epoch and fit leave the model in is free; train_step leaves it as found.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    """Make one update on the batch (x, y) and return the loss before it, as a float. Stale gradients never leak in.

    >>> model = torch.nn.Linear(1, 1, bias=False)
    >>> with torch.no_grad():
    ...     _ = model.weight.fill_(1.0)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    >>> train_step(model, torch.ones(2, 1), torch.zeros(2, 1), torch.nn.functional.mse_loss, optimizer)
    1.0
    >>> model.weight.item()
    0.0
    """
    optimizer.zero_grad()
    out = model(x)
    loss = loss_fn(out, y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_epoch(model, loader, loss_fn, optimizer, device):
    """Train for one epoch, in train mode, with one update a batch; return the mean loss over samples, as a float.

    Each batch is moved to `device`. A gradient found on entry does not leak in. The mean is over
    samples, not over batches: a short last batch weighs less. No batch's graph is kept alive after
    its update.

    >>> model = torch.nn.Linear(1, 1)
    >>> loader = torch.utils.data.DataLoader([(torch.ones(1), torch.ones(1))] * 3, batch_size=2)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> type(train_epoch(model, loader, torch.nn.functional.mse_loss, optimizer, "cpu"))
    <class 'float'>
    """
    model.train()
    running = 0.0
    for inputs, targets in loader:
        inputs = inputs.to(device)
        targets = targets.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), targets)
        loss.backward()
        optimizer.step()
        running += loss.item() * len(inputs)
    return running / len(loader.dataset)


def evaluate(model, loader, loss_fn, device):
    """Return dict(loss=..., accuracy=...) over the samples of a classification loader, both floats.

    The accuracy is the fraction of samples whose largest logit is at their label. The model runs in
    eval mode with no graph; afterwards its mode is as found, also when an exception was raised. No
    parameter, buffer or gradient changes.

    >>> loader = torch.utils.data.DataLoader([(torch.tensor([5.0, 0.0]), torch.tensor(0))] * 3, batch_size=2)
    >>> evaluate(torch.nn.Identity(), loader, torch.nn.functional.cross_entropy, "cpu")["accuracy"]
    1.0
    """
    was_training = model.training
    model.eval()
    loss_sum, correct, n = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                probs = torch.softmax(logits, dim=0)
                pred = probs.argmax(dim=1)
                correct += (pred == y).sum().item()
                loss_sum += loss_fn(logits, y).item() * len(y)
                n += len(y)
    finally:
        model.train(was_training)
    return {"loss": loss_sum / n, "accuracy": correct / n}


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """Train for `epochs` epochs, evaluate after each, and return the history: a list of one dict an epoch.

    The keys are epoch (counted from 1), train_loss, val_loss and val_accuracy, and no others.

    >>> loader = torch.utils.data.DataLoader([(torch.tensor([1.0]), torch.tensor(0))] * 3, batch_size=2)
    >>> model = torch.nn.Linear(1, 2)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> history = fit(model, loader, loader, torch.nn.functional.cross_entropy, optimizer, 2, "cpu")
    >>> [sorted(entry) for entry in history]
    [['epoch', 'train_loss', 'val_accuracy', 'val_loss'], ['epoch', 'train_loss', 'val_accuracy', 'val_loss']]
    """
    log = []
    for e in range(1, epochs + 1):
        entry = {"epoch": e}
        entry["train_loss"] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        entry["val_loss"], entry["val_accuracy"] = val["loss"], val["accuracy"]
        log.append(entry)
    return log
