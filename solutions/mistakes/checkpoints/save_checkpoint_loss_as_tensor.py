"""save_checkpoint: wrong-type

The loss is written as a tensor and not as it was given.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": torch.tensor(loss),
        },
        path,
    )
