"""predict: requires-grad-changed

requires_grad is switched off on the caller's own x and stays off.
"""

import torch


def predict(model, x):
    x.requires_grad_(False)
    with torch.no_grad():
        return model(x)
