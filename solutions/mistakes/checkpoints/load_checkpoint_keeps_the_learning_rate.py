"""load_checkpoint: optimizer-state-lost

After loading, the learning rate is set back to what it was before.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    for group, rate in zip(optimizer.param_groups, rates):
        group["lr"] = rate
    return checkpoint["epoch"] + 1
