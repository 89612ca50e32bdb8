"""load_checkpoint: optimizer-state-lost

The dict that `optimizer.state_dict()` returns is updated, which does not reach the optimizer.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.state_dict().update(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
