"""predict: wrong-type

The output is computed and not returned, so the result is None.
"""

import torch


def predict(model, x):
    with torch.no_grad():
        y = model(x)
