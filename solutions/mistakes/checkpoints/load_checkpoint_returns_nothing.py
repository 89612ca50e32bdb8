"""load_checkpoint: wrong-type

The states are restored, and the next epoch is not returned.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    print(f"resuming at epoch {checkpoint['epoch'] + 1}")
