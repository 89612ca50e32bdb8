"""save_checkpoint: optimizer-state-lost

The optimizer's state is not written.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save({"epoch": epoch, "model_state_dict": model.state_dict(), "loss": loss}, path)
