"""load_checkpoint: optimizer-state-lost

The state goes into a new optimizer that nobody else holds; the one that was given learns nothing of it.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer = type(optimizer)(model.parameters(), lr=0.01)
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
