"""save_checkpoint: raised

`torch.save` gets the path first and the object second; it takes them the other way round.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    state = {
        "epoch": epoch,
        "model_state_dict": model.state_dict(),
        "optimizer_state_dict": optimizer.state_dict(),
        "loss": loss,
    }
    torch.save(path, state)
