"""load_checkpoint: unsafe-load

The file is read with weights_only=False, which runs whatever code it names; optimizer state needs no such thing.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
