"""save_weights: wrong-dtype

Every tensor is converted to float32 before it is written.
"""

import torch


def save_weights(model, path):
    torch.save({name: value.float() for name, value in model.state_dict().items()}, path)
