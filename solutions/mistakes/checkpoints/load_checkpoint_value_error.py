"""load_checkpoint: wrong-exception

A file that may not be read is answered with a ValueError, where the contract names pickle.UnpicklingError.
"""

import pickle

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
    except pickle.UnpicklingError as error:
        raise ValueError(f"{path} holds more than plain data") from error
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
