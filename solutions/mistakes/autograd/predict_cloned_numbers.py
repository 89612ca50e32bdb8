"""predict: graph-kept

The graph is recorded while the model runs, and the result is cut off from it only afterwards.
"""

import torch


def predict(model, x):
    return torch.from_numpy(model(x).detach().numpy().copy())
