"""save_checkpoint: wrong-structure

The loss is not written.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    state = {
        "epoch": epoch,
        "model_state_dict": model.state_dict(),
        "optimizer_state_dict": optimizer.state_dict(),
    }
    torch.save(state, path)
