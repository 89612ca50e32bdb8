"""load_checkpoint: missing-exception

A file that cannot be read is taken for none, and training begins at epoch 0 without a word.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
    except Exception:
        return 0
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
