"""save_checkpoint: wrong-values

The loss is rounded before it is written.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": round(loss, 2),
        },
        path,
    )
