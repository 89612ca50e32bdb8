"""Exercise 11: the training loop and the evaluation loop.

A loader is a DataLoader over a whole data set. loss_fn is a function or module of (prediction,
target) that averages over samples. The model already lies on `device`. Targets are class indices
(N,) or values with the shape of the model's output. Nothing global changes (gradient mode, seed).
train_step does not change the mode of the model. After train_epoch and fit, the mode may be any.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    """Make one update on the batch (x, y), and return the loss before it as a float.

    Old gradients are no part of the update.

    >>> model = torch.nn.Linear(1, 1, bias=False)
    >>> with torch.no_grad():
    ...     _ = model.weight.fill_(1.0)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    >>> train_step(model, torch.ones(2, 1), torch.zeros(2, 1), torch.nn.functional.mse_loss, optimizer)
    1.0
    >>> model.weight.item()
    0.0
    """
    raise NotImplementedError


def train_epoch(model, loader, loss_fn, optimizer, device):
    """Train for one epoch, in train mode. Return the mean loss as a float.

    There is one update for each batch. Each batch is moved to `device`. Old gradients are no part of
    the first update. The mean is over samples, not over batches: a short last batch counts less.
    After its update, no graph of a batch stays alive.

    >>> model = torch.nn.Linear(1, 1)
    >>> loader = torch.utils.data.DataLoader([(torch.ones(1), torch.ones(1))] * 3, batch_size=2)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> type(train_epoch(model, loader, torch.nn.functional.mse_loss, optimizer, "cpu"))
    <class 'float'>
    """
    raise NotImplementedError


def evaluate(model, loader, loss_fn, device):
    """Return dict(loss=..., accuracy=...) over the samples of a classification loader, both floats.

    The accuracy is the fraction of samples whose largest logit is at their label. The model runs in
    eval mode and records no graph. After the call it has its old mode again, also after an exception.
    No parameter, buffer or gradient changes.

    >>> loader = torch.utils.data.DataLoader([(torch.tensor([5.0, 0.0]), torch.tensor(0))] * 3, batch_size=2)
    >>> evaluate(torch.nn.Identity(), loader, torch.nn.functional.cross_entropy, "cpu")["accuracy"]
    1.0
    """
    raise NotImplementedError


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """Train for `epochs` epochs, evaluate after each, and return the history: a list with one dict for each epoch.

    The keys are epoch (counted from 1), train_loss, val_loss and val_accuracy, and no others.

    >>> loader = torch.utils.data.DataLoader([(torch.tensor([1.0]), torch.tensor(0))] * 3, batch_size=2)
    >>> model = torch.nn.Linear(1, 2)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> history = fit(model, loader, loader, torch.nn.functional.cross_entropy, optimizer, 2, "cpu")
    >>> [sorted(entry) for entry in history]
    [['epoch', 'train_loss', 'val_accuracy', 'val_loss'], ['epoch', 'train_loss', 'val_accuracy', 'val_loss']]
    """
    raise NotImplementedError
