"""save_weights: whole-model-saved

The file holds a dict in which the module itself stands, in place of its state_dict.
"""

import torch


def save_weights(model, path):
    torch.save({"model": model.eval()}, path)
