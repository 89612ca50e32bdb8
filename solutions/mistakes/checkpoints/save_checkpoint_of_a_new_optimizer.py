"""save_checkpoint: optimizer-state-lost

The state of a new optimizer is written, which has not made a step yet.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    optimizer = type(optimizer)(model.parameters(), lr=optimizer.param_groups[0]["lr"])
    state = {
        "epoch": epoch,
        "model_state_dict": model.state_dict(),
        "optimizer_state_dict": optimizer.state_dict(),
        "loss": loss,
    }
    torch.save(state, path)
