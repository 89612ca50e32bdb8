"""save_weights: wrong-values

Nothing is written when the file is there already, so it keeps the old weights.
"""

import os

import torch


def save_weights(model, path):
    if not os.path.exists(path):
        torch.save(model.state_dict(), path)
