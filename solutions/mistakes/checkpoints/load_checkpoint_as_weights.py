"""load_checkpoint: raised

The whole checkpoint is handed to the model, which takes its own state_dict only.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint)
    optimizer.load_state_dict(checkpoint)
    return checkpoint["epoch"] + 1
