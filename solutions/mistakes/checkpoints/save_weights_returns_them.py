"""save_weights: wrong-type

The state_dict is returned where None is asked for.
"""

import torch


def save_weights(model, path):
    state = model.state_dict()
    torch.save(state, path)
    return state
