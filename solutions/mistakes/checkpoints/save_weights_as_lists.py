"""save_weights: wrong-type

The tensors are turned into nested lists of numbers.
"""

import torch


def save_weights(model, path):
    state = model.state_dict()
    for key in list(state):
        state[key] = state[key].tolist()
    torch.save(state, path)
