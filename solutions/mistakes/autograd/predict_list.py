"""predict: wrong-type

The output comes back as a list, where a tensor is asked for.
"""

import torch


@torch.inference_mode()
def predict(model, x):
    return model(x).tolist()
