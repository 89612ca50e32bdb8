"""save_checkpoint: wrong-values

A file that is there already is kept, so the checkpoint of a later epoch is lost.
"""

from pathlib import Path

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    path = Path(path)
    if path.exists():
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
