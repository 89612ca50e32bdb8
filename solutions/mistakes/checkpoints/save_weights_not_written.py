"""save_weights: wrong-values

The state_dict is collected and nothing is written.
"""

import io

import torch


def save_weights(model, path):
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
