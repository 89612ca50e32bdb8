"""save_weights: wrong-structure

The state_dict lies one level deeper, under a key of its own.
"""

import torch


def save_weights(model, path):
    torch.save({"model_state_dict": model.state_dict()}, path)
