"""save_checkpoint: wrong-structure

A key is added that is not asked for.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    state = {
        "epoch": epoch,
        "model_state_dict": model.state_dict(),
        "optimizer_state_dict": optimizer.state_dict(),
        "loss": loss,
        "lr": optimizer.param_groups[0]["lr"],
    }
    torch.save(state, path)
