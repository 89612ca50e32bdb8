"""save_checkpoint: whole-model-saved

The parentheses of `state_dict` are missing, so bound methods are written, and with them the objects.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict,
            "optimizer_state_dict": optimizer.state_dict,
            "loss": loss,
        },
        path,
    )
