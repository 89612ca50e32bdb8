"""save_checkpoint: epoch-off-by-one

The epoch is counted up before it is written; it is to be stored as given.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch + 1,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path,
    )
