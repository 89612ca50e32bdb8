"""load_checkpoint: raised

Without map_location the tensors go to the device that they were saved on, which may not exist here.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    model.to(device)
    return checkpoint["epoch"] + 1
