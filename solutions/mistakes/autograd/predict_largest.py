"""predict: wrong-shape

The largest output of each sample comes back, where the whole output is asked for.
"""

import torch


def predict(model, x):
    with torch.no_grad():
        return model(x).max(dim=1).values
