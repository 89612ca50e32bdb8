"""load_checkpoint: epoch-off-by-one

Epoch 0 counts as false, so the first epoch is run a second time.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1 if checkpoint["epoch"] else 0
