"""load_checkpoint: optimizer-state-lost

The optimizer's state stays in the file, so its running averages begin at zero.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    return checkpoint["epoch"] + 1
