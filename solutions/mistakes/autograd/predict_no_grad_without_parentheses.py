"""predict: raised

The context manager is named and not called: its parentheses are missing.
"""

import torch


def predict(model, x):
    with torch.no_grad:
        return model(x)
