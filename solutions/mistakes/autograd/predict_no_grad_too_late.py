"""predict: graph-kept

The model runs with gradients on: they are not switched off, or not for the lines that matter.
"""

import torch


def predict(model, x):
    y = model(x)
    with torch.no_grad():
        return y
