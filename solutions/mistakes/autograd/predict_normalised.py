"""predict: wrong-values

The input is scaled before it goes through the model.
"""

import torch


def predict(model, x):
    with torch.no_grad():
        return model((x - x.mean()) / x.std())
