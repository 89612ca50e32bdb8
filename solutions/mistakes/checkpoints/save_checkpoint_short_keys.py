"""save_checkpoint: wrong-structure

The keys have other names than those that are asked for.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "loss": loss}, path)
