"""load_checkpoint: epoch-off-by-one

The stored epoch is returned, which is the last one that was completed, so it is run a second time.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"]
