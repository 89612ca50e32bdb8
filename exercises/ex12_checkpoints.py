"""Exercise 12: save and load weights and whole checkpoints, and never run code that a file holds.

Saving does not change the model or the optimizer: values, device and mode stay. Loading changes what
it loads; load_weights also sets device and mode. Nothing global changes.
"""

import torch


def save_weights(model, path):
    """Write the state_dict of `model`, and nothing else, to `path` (str or Path); return None.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "weights.pt"
    >>> save_weights(torch.nn.Linear(2, 1), path)
    >>> sorted(torch.load(path))
    ['bias', 'weight']
    """
    raise NotImplementedError


def load_weights(model, path, device="cpu"):
    """Load the state_dict at `path` into `model` and return the model, on `device`, in eval mode.

    A file that holds more than plain data raises pickle.UnpicklingError, and none of its code runs.
    Keys or shapes that do not fit the model raise RuntimeError.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "weights.pt"
    >>> torch.save(torch.nn.Linear(2, 1).state_dict(), path)
    >>> load_weights(torch.nn.Linear(2, 1), path).training
    False
    """
    raise NotImplementedError


def save_checkpoint(path, model, optimizer, epoch, loss):
    """Write a dict with the keys epoch, model_state_dict, optimizer_state_dict and loss to `path`; return None.

    The dict has no other keys. epoch: the last epoch that was completed, stored as given.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "checkpoint.pt"
    >>> model = torch.nn.Linear(2, 1)
    >>> save_checkpoint(path, model, torch.optim.SGD(model.parameters(), lr=0.1), epoch=3, loss=0.5)
    >>> sorted(torch.load(path))
    ['epoch', 'loss', 'model_state_dict', 'optimizer_state_dict']
    """
    raise NotImplementedError


def load_checkpoint(path, model, optimizer, device="cpu"):
    """Load a checkpoint into `model` and `optimizer` and return the next epoch to run, an int.

    Training that continues from it gives the same numbers as training that never stopped. The mode
    of the model does not change. A file that holds more than plain data raises
    pickle.UnpicklingError, and none of its code runs. The checkpoint has the keys that
    save_checkpoint writes.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "checkpoint.pt"
    >>> model = torch.nn.Linear(2, 1)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> states = {"model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}
    >>> torch.save({"epoch": 3, "loss": 0.5, **states}, path)
    >>> load_checkpoint(path, model, optimizer)
    4
    """
    raise NotImplementedError
