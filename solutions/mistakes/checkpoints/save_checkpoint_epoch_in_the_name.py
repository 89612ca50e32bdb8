"""save_checkpoint: wrong-values

The epoch is added to the file's name, so nothing lies at the path that was given.
"""

from pathlib import Path

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    path = Path(path)
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path.with_name(f"{path.stem}_{epoch}{path.suffix}"),
    )
