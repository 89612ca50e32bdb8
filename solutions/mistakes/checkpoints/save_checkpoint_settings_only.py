"""save_checkpoint: optimizer-state-lost

The optimizer's default settings are written, and its running averages are not.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.defaults,
            "loss": loss,
        },
        path,
    )
