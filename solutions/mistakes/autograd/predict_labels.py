"""predict: wrong-shape

The index of the largest output comes back, where the output itself is asked for.
"""

import torch


def predict(model, x):
    with torch.no_grad():
        return model(x).argmax(dim=1)
