"""load_checkpoint: optimizer-state-lost

The settings of the groups are restored, and the running averages are not.
"""

import torch


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    for group, saved in zip(optimizer.param_groups, checkpoint["optimizer_state_dict"]["param_groups"]):
        group.update({key: value for key, value in saved.items() if key != "params"})
    return checkpoint["epoch"] + 1
