"""save_checkpoint: wrong-type

The four parts are written as a tuple, without their keys.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save((epoch, model.state_dict(), optimizer.state_dict(), loss), path)
