"""save_checkpoint: wrong-values

Epoch 0 counts as false, so nothing is written after the first epoch.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    if epoch:
        torch.save(
            {
                "epoch": epoch,
                "model_state_dict": model.state_dict(),
                "optimizer_state_dict": optimizer.state_dict(),
                "loss": loss,
            },
            path,
        )
