"""save_checkpoint: wrong-values

The loss is turned into a NumPy number, which a safe load refuses.
"""

import numpy as np
import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": np.mean([loss]),
        },
        path,
    )
