"""save_checkpoint: wrong-values

The file is replaced only when the loss is lower than the one in it, which nobody asked for.
"""

import os

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    if os.path.exists(path) and torch.load(path, weights_only=True)["loss"] <= loss:
        return
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path,
    )
