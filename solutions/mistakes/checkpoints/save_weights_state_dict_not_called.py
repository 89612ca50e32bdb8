"""save_weights: whole-model-saved

The parentheses of `state_dict` are missing: the file holds the bound method, and with it the whole module.
"""

import torch


def save_weights(model, path):
    torch.save(model.state_dict, path)
