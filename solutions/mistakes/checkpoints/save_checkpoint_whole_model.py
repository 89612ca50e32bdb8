"""save_checkpoint: whole-model-saved

The module itself stands in the file, beside the optimizer's state_dict.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    checkpoint = dict(epoch=epoch, loss=loss)
    checkpoint["model_state_dict"] = model
    checkpoint["optimizer_state_dict"] = optimizer.state_dict()
    torch.save(checkpoint, path)
