"""save_weights: whole-model-saved

The module itself is pickled, so the file names its class and can only be read unsafely.
"""

import torch


def save_weights(model, path):
    torch.save(model, path)
