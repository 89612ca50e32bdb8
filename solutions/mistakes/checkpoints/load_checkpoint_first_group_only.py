"""load_checkpoint: optimizer-state-lost

The groups of parameters after the first get the settings of the first.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    for group in optimizer.param_groups:
        group["lr"] = checkpoint["optimizer_state_dict"]["param_groups"][0]["lr"]
    return checkpoint["epoch"] + 1
