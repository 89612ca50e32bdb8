"""save_weights: whole-model-saved

Each layer is pickled as a module under its name, where its tensors are asked for.
"""

import torch


def save_weights(model, path):
    torch.save(dict(model.named_children()), path)
